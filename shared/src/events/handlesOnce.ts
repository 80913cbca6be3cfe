import type { EntityManager } from 'typeorm';
import type { EventContract } from './contract';
import type { EventEnvelope } from './envelope';
import { type EventHandler, handles } from './handler';
import { inbox } from './inbox';

/** A reaction whose whole effect is one transaction, in which it claims the event: a second copy changes nothing. */
export function handlesOnce<Data, Type extends string>(
  contract: EventContract<Data, Type>,
  name: string,
  apply: (tx: EntityManager, event: EventEnvelope<Data, Type>) => Promise<void>,
): EventHandler {
  return handles(contract, name, async (event, { db }) => {
    await db.transaction(async (tx) => {
      if (await inbox(tx).claim(name, event.id)) await apply(tx, event);
    });
  });
}
