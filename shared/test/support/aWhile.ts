import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for something that must not happen to have happened. */
export async function aWhile(): Promise<void> {
  await pause(250);
}
