import type { EntityManager } from 'typeorm';
import { searchReindexRequestedV1 } from './contracts';
import { type EventHandler, handles } from './handler';
import { inBatches } from './inBatches';
import { inbox } from './inbox';

/** How an owner tells of all things of one kind. */
export interface Teller {
  /** The ids after that one, in the order of ids. */
  readonly idsAfter: (tx: EntityManager, after: string, limit: number) => Promise<readonly string[]>;
  /** Appends what these are now to the outbox. */
  readonly tell: (tx: EntityManager, ids: readonly string[]) => Promise<void>;
}

const name = 'tellAgainOnSearchReindexRequested';

/** Tells everything there is of the wanted kinds again when a search asks for it. */
export function tellsAgain(tellers: Readonly<Record<string, Teller>>): EventHandler {
  return handles(searchReindexRequestedV1, name, async (event, { db }) => {
    for (const [kind, { idsAfter, tell }] of Object.entries(tellers)) {
      if (event.data.kinds.includes(kind)) await inBatches(db, idsAfter, tell);
    }
    // Claimed at the end: a crash on the way tells some of it twice, and leaves nothing out.
    await db.transaction((tx) => inbox(tx).claim(name, event.id));
  });
}
