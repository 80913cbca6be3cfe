import type { EmbeddedPostgres } from '../src/postgres';

export interface RunningPostgres {
  postgres: EmbeddedPostgres;
  folder: string;
}

/** jest loads set-up and teardown apart from each other; `globalThis` is what they share. */
const shared = globalThis as { marqueeTestPostgres?: RunningPostgres };

export function keepForTeardown(running: RunningPostgres): void {
  shared.marqueeTestPostgres = running;
}

export function takeForTeardown(): RunningPostgres | null {
  const running = shared.marqueeTestPostgres ?? null;
  delete shared.marqueeTestPostgres;
  return running;
}
