import { ConfigError } from '@marquee/shared/config';
import { largeCity } from './seeding/largeCity';
import { withProgressBar } from './seeding/progressBar';
import { type Seeded, seedDatabases } from './seeding/seedDatabases';

const usage = 'npm run seed             the demo city\nnpm run seed -- --large  a city of 100,000 products beside it';

/** `npm run seed`. What is broken off is taken up by the next run. */
export async function seed(root: string, options: readonly string[]): Promise<void> {
  const unknown = options.filter((option) => option !== '--large');
  if (unknown.length > 0) return fail(`There is no option ${unknown.join(' ')}.\n${usage}`);
  // PostgreSQL ends with us, and what it has not committed is made again.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      process.stderr.write('\nBroken off; the next run goes on from here.\n');
      process.exit(130);
    });
  }
  try {
    const seeded = await seedDatabases({
      environment: process.env,
      root,
      size: options.includes('--large') ? largeCity : null,
      show: (title, work) => withProgressBar(title, { output: process.stdout }, work),
    });
    process.stdout.write(`${summaryOf(seeded)}\n`);
  } catch (error) {
    fail(error instanceof ConfigError || error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

/** What there is now, in a sentence. */
export function summaryOf({ hasDemoCity, added }: Seeded): string {
  if (added === null) return hasDemoCity ? 'The demo city is there.' : 'MARQUEE_DEMO_CITY is false: nothing was made.';
  const counts = Object.entries(added).filter(([, count]) => count > 0);
  if (counts.length === 0) return 'The large city is there already; nothing was made twice.';
  const made = counts.map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
  return `The large city is there; new are ${made.join(', ')}.`;
}
