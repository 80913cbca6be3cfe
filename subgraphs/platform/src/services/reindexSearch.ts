import { eventOf, outbox, searchReindexRequestedV1 } from '@marquee/shared/events';
import type { SearchKind } from '../domain/searchDocument';
import { requestRebuild } from '../elasticsearch/indexFollower';
import { searchDocumentsRepository } from '../persistence/searchDocumentsRepository';
import { readKinds } from './search';
import type { PlatformServices } from './services';

/**
 * Has the index built anew from what is known, and what is known told again by its owners. Returns the kinds, and how
 * many documents of theirs there are.
 */
export async function reindexSearch(
  { db }: PlatformServices,
  wanted: readonly SearchKind[] | null | undefined,
): Promise<{ kinds: SearchKind[]; queued: number }> {
  const kinds = [...readKinds(wanted)];
  return db.transaction(async (tx) => {
    await requestRebuild(tx);
    await outbox(tx).append(eventOf(searchReindexRequestedV1, { aggregateId: 'search', data: { kinds } }));
    return { kinds, queued: await searchDocumentsRepository(tx).count(kinds) };
  });
}
