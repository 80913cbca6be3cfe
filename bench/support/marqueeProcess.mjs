// The whole of Marquee in one process, as `npm start` runs it, with somebody at its event loop. Started by marquee.mjs.
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { openLogFile, startColocated } from '@marquee/tools';

const { root, logFile } = JSON.parse(process.argv[2]);
const log = openLogFile(logFile);
const marquee = await startColocated({ environment: process.env, root, log, notice: () => {} });

const delay = monitorEventLoopDelay({ resolution: 1 });
let longestCollectionMs = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
}).observe({ entryTypes: ['gc'] });
delay.enable();

const commands = {
  watch: () => {
    delay.reset();
    longestCollectionMs = 0;
    return {};
  },
  report: () => ({
    longestStallMs: delay.max / 1e6,
    p99Ms: delay.percentile(99) / 1e6,
    longestCollectionMs,
  }),
  stop: async () => {
    await marquee.stop();
    return {};
  },
};

async function obey(command) {
  process.send({ command, ...(await commands[command]()) });
  if (command === 'stop') process.exit(0);
}

process.on('message', (command) => void obey(command));
process.on('disconnect', () => process.exit(1));
process.send({ command: 'start', url: marquee.url });
