import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from '../processes/isAlive';
import { startTimeOf } from '../processes/startTimeOf';

export interface Marker {
  /** This launcher has ended. */
  remove(): void;
}

interface Claim {
  readonly pid: number;
  /** Tells the process from a later one with the same id. */
  readonly startTime: string | null;
}

/** A launcher that lost its npm notices within moments, and stops within a few more. */
const patienceMs = 3_000;
const pollMs = 50;

/**
 * Says in a file that a launcher uses the data folder. The note of one that was killed does not count; one that is
 * just stopping is waited for.
 * @throws Error when one is running
 */
export async function markRunning(file: string): Promise<Marker> {
  const own = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) } satisfies Claim);
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    if (createExclusively(file, own)) return { remove: () => removeIfStill(file, own) };
    const found = readIfThere(file);
    const runner = found === null ? null : runnerOf(found);
    if (found !== null && runner === null) removeIfStill(file, found);
    if (runner !== null && Date.now() > giveUpAt) {
      throw new Error(`Marquee already runs on this data (process ${runner}); see ${file}.`);
    }
    if (runner !== null) await wait(pollMs);
  }
}

/** The launcher that uses the data folder by that note; null when there is none. */
export function runnerAt(file: string): number | null {
  const found = readIfThere(file);
  return found === null ? null : runnerOf(found);
}

function runnerOf(text: string): number | null {
  const claim = parse(text);
  if (claim === null || !isAlive(claim.pid)) return null;
  return claim.startTime === startTimeOf(claim.pid) ? claim.pid : null;
}

/** A power cut can leave an empty file. */
function parse(text: string): Claim | null {
  try {
    return JSON.parse(text) as Claim;
  } catch {
    return null;
  }
}

/** Written aside and linked, so that nobody ever reads half a note. */
function createExclusively(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Taken aside before it is judged: of two that remove a stale note, none removes the other's fresh one. */
function removeIfStill(file: string, text: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== text) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
