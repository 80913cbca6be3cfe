import { eventOf, searchReindexRequestedV1 } from '../events';
import { eventually } from './eventually';
import type { SubgraphBed } from './subgraphBed';

/** Asks an owner for all things of these kinds, as a search does, and waits until it has told of them. */
export async function askToTellAgain(
  { hear, db }: Pick<SubgraphBed, 'hear' | 'db'>,
  ...kinds: string[]
): Promise<void> {
  const event = eventOf(searchReindexRequestedV1, { aggregateId: 'search', data: { kinds } });
  await hear(event);
  await eventually(async () => {
    const claimed: unknown[] = await db.query('select from inbox where event_id = $1', [event.id]);
    if (claimed.length === 0) throw new Error('it has not told everything yet');
  }, 20_000);
}
