import { eventually } from './eventually';
import type { SubgraphBed } from './subgraphBed';

/** Waits until all that has happened is on the bus: a stream that begins now has none of it. */
export async function allTold({ db }: Pick<SubgraphBed, 'db'>): Promise<void> {
  await eventually(async () => {
    const waiting: unknown[] = await db.query('select from outbox where published_at is null');
    if (waiting.length > 0) throw new Error(`events that are not on the bus yet: ${waiting.length}`);
  });
}
