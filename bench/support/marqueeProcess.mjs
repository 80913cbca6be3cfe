// The whole of Marquee in this process, as `npm start` runs it, with somebody at its event loop; or, distributed, in
// processes that this one starts. Started by marquee.mjs.
import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { openLogFile, startColocated, startDistributed } from '@marquee/tools';

const { root, logFile, layout } = JSON.parse(process.argv[2]);
const log = openLogFile(logFile);
const start = layout === 'distributed' ? startDistributed : startColocated;
const marquee = await start({ environment: process.env, root, log, notice: () => {} });

const delay = monitorEventLoopDelay({ resolution: 1 });
const scheduling = `/proc/self/task/${process.pid}/schedstat`;
/** How long the event loop was ready to run and had no core, since the process began. Only Linux tells. */
const waitedForCoreMs = () =>
  existsSync(scheduling) ? Number(readFileSync(scheduling, 'latin1').split(' ')[1]) / 1e6 : Number.NaN;
let waitedBeforeMs = 0;
let longestCollectionMs = 0;
let cpuBefore = process.cpuUsage();
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
}).observe({ entryTypes: ['gc'] });
delay.enable();

const cpuSince = (before) => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const commands = {
  watch: () => {
    delay.reset();
    longestCollectionMs = 0;
    waitedBeforeMs = waitedForCoreMs();
    cpuBefore = process.cpuUsage();
    return {};
  },
  report: () => ({
    longestStallMs: delay.max / 1e6,
    p99Ms: delay.percentile(99) / 1e6,
    longestCollectionMs,
    waitedMs: waitedForCoreMs() - waitedBeforeMs,
    cpuMs: cpuSince(cpuBefore),
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
