import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { printLoadAfter, printMachine } from './report.mjs';

const usualMs = 115_000;

/**
 * Runs a measurement with a temporary folder and a list of things to stop, and clears both away however it ends.
 * @param {string} title
 * @param {(bench: { folder: string, stopLater: (stop: () => unknown) => void }) => Promise<void>} run
 */
export async function measure(title, run, { longestMs = usualMs } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'marquee-bench-'));
  const stops = [];
  let cleaning;
  const clean = () => {
    cleaning ??= cleanUp(folder, stops);
    return cleaning;
  };
  const giveUp = async (reason) => {
    console.error(reason);
    await clean();
    process.exit(1);
  };
  const timer = setTimeout(() => void giveUp(`stopped: it took longer than ${longestMs / 1000} s`), longestMs);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void giveUp(signal));

  printMachine(title);
  try {
    await run({ folder, stopLater: (stop) => stops.unshift(stop) });
    printLoadAfter();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    clearTimeout(timer);
    await clean();
  }
}

async function cleanUp(folder, stops) {
  for (const stop of stops) {
    try {
      await stop();
    } catch (error) {
      console.error(error);
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
