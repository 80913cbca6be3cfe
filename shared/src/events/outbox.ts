import type { EntityManager } from 'typeorm';
import { isChecked } from './contract';
import type { EventEnvelope } from './envelope';

/** Where the relay of this database listens. */
export const outboxChannel = 'outbox';

/** The events of a transaction: they are published if, and only if, it commits. */
export interface Outbox {
  /** Costs one statement. Append after the aggregate's row has been inserted, updated or locked: see below. */
  append(...events: EventEnvelope[]): Promise<void>;
}

/*
 * Why events of one aggregate cannot change places, although a sequence's order is not the order of commits: whoever
 * appends holds the lock on the aggregate's row (it inserted, updated or `select ... for update`d it) until it commits.
 * The next writer of that aggregate waits, so its ids are drawn after the first commit: for one aggregate, the order of
 * ids is the order of commits, and a reader that sees the later event also sees the earlier one. Between aggregates
 * nothing is promised.
 */
const appendSql = `
  with appended as (
    insert into outbox (event_id, type, aggregate_id, envelope)
    select item ->> 'id', item ->> 'type', item ->> 'aggregateId', item
    from jsonb_array_elements($1::jsonb) with ordinality as listed (item, nth)
    order by nth
  )
  select pg_notify('${outboxChannel}', '')`;

/** The outbox of the caller's transaction; the relay is woken when it commits. */
export function outbox(tx: EntityManager): Outbox {
  return {
    async append(...events) {
      if (events.length === 0) return;
      const unchecked = events.find((event) => !isChecked(event));
      if (unchecked) throw new TypeError(`Event ${unchecked.type} was not made by eventOf`);
      await tx.query(appendSql, [JSON.stringify(events)]);
    },
  };
}
