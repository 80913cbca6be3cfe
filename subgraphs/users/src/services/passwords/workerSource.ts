/**
 * What a password worker runs. It is a text and not a module of its own because a worker is started from JavaScript:
 * a text starts the same way from `dist`, under jest and under any loader. bcryptjs blocks its thread for hundreds of
 * milliseconds at cost 12 and zxcvbn for tens, which is why neither may run on the event loop.
 */
export const workerSource = `
'use strict';
const os = require('node:os');
const { parentPort, workerData } = require('node:worker_threads');

// Two threads that hash for seconds otherwise take the cores from the event loop, which then waits for tens of
// milliseconds to be scheduled. Linux gives each thread a priority; elsewhere this would slow the whole process down.
if (process.platform === 'linux') os.setPriority(Math.min(19, os.getPriority() + workerData.niceness));

const tasks = {
  hash: ({ text, cost }) => bcrypt().hashSync(text, cost),
  compare: ({ text, hash }) => bcrypt().compareSync(text, hash),
  strength: ({ text, userInputs }) => {
    const { score, feedback } = judge().check(text, userInputs);
    return { strength: score, warning: feedback.warning, suggestions: feedback.suggestions };
  },
};

const bcrypt = () => require(workerData.modules.bcrypt);

let factory;
function judge() {
  if (factory) return factory;
  const { ZxcvbnFactory } = require(workerData.modules.zxcvbn);
  const common = require(workerData.modules.zxcvbnCommon);
  const english = require(workerData.modules.zxcvbnEnglish);
  factory = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
    // The time grows with the square of the length; what 64 characters do not make strong, more will not.
    maxLength: 64,
  });
  return factory;
}

parentPort.on('message', (task) => {
  try {
    parentPort.postMessage({ result: tasks[task.kind](task) });
  } catch (error) {
    parentPort.postMessage({ failure: error.message });
  }
});
`;
