import { rmSync } from 'node:fs';
import { takeForTeardown } from './runningPostgres';

export default async function stopPostgres(): Promise<void> {
  const running = takeForTeardown();
  if (running === null) return;
  await running.postgres.stop();
  rmSync(running.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
