// A domain as small as it gets, so that what is measured is the events and nothing else.
import { openDatabase } from '@marquee/shared/database';
import {
  CreateInbox1767225600001,
  CreateOutbox1767225600000,
  defineEvent,
  eventOf,
  handles,
  inbox,
  outbox,
} from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import { z } from 'zod';

export const logger = createLogger({ service: 'bench', level: 'silent' });

const parcelMovedV1 = defineEvent({
  type: 'parcel.moved',
  version: 1,
  schema: z.object({ orderId: z.string(), status: z.string(), step: z.int() }),
});

export const parcelType = parcelMovedV1.type;

class CreateParcel1767225700000 {
  name = 'CreateParcel1767225700000';
  async up(runner) {
    await runner.query('create table parcel (id bigserial primary key, event jsonb not null)');
  }
  async down(runner) {
    await runner.query('drop table parcel');
  }
}

export function openParcels(url) {
  return openDatabase({
    url,
    applicationName: 'parcels',
    entities: [],
    migrations: [CreateOutbox1767225600000, CreateInbox1767225600001, CreateParcel1767225700000],
    logger,
  });
}

export function parcelMoved(step) {
  const data = { orderId: 'fdo_0198a6f0-0000-7000-8000-000000000000', status: 'PREPARING', step };
  return eventOf(parcelMovedV1, { aggregateId: `parcel ${step % 100}`, data });
}

/** A transaction that appends one event, as each command of a subgraph does. */
export function append(db, event) {
  return db.transaction((tx) => outbox(tx).append(event));
}

/** Applies an event as services do: the claim and the effect in one transaction. */
export function storesParcel(onApplied) {
  return handles(parcelMovedV1, 'storesParcel', async (event, { db }) => {
    await db.transaction(async (tx) => {
      const isFirst = await inbox(tx).claim('storesParcel', event.id);
      if (isFirst) await insertParcel(tx, event);
    });
    onApplied(event);
  });
}

/** Tells that it was called, and does nothing. */
export function seesParcel(onSeen) {
  return handles(parcelMovedV1, 'seesParcel', async (event) => onSeen(event));
}

export async function insertParcel(db, event) {
  const [{ id }] = await db.query('insert into parcel (event) values ($1) returning id', [JSON.stringify(event)]);
  return id;
}
