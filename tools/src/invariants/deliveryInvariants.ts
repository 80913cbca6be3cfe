import { sql } from '@marquee/shared/database';
import { databaseNames } from '../launch/databases';
import type { Agreement, Invariant } from './invariant';
import type { Reconciliation } from './reconciliation';

const subgraphs = databaseNames.filter((name) => name !== 'simulated_provider' && name !== 'bus');

/** The same of every subgraph: each has an outbox and an inbox. */
export const deliveryInvariants: readonly Invariant[] = [
  ...subgraphs.flatMap((database): readonly Invariant[] => [
    {
      id: 'I5',
      promise: 'every event has been published',
      database,
      violations: sql`select event_id, type, appended_at from outbox where published_at is null`,
    },
    {
      id: 'I5',
      promise: 'every event that was heard could be applied',
      database,
      violations: sql`select event_id, type, handler, error from dead_letter`,
    },
  ]),
  {
    id: 'I5',
    promise: 'every subgraph has heard everything',
    database: 'bus',
    violations: sql`
      select name, position, (select max(position) from bus_event) as head from bus_group
      where position < (select max(position) from bus_event)`,
  },
];

/** An outbox keeps what it has published for a day, and the bus keeps it longer. */
export const deliveryAgreements: readonly Agreement[] = subgraphs.map((database) => ({
  id: 'I5',
  promise: `the bus has every event that ${database} published in the last hours`,
  sides: [
    {
      database,
      says: sql`
        select event_id as key, type as says from outbox
        where published_at is not null and appended_at > now() - interval '12 hours'`,
    },
    { database: 'bus', says: sql`select event_id as key, type as says from bus_event` },
  ],
  isOneWay: true,
}));

/** A commit that was lost in a crash, after the relay had read it, leaves an event of something that never was. */
export const deliveryReconciliations: readonly Reconciliation[] = [
  {
    id: 'I5',
    promise: 'whoever told an event knows of it',
    databases: ['bus', ...subgraphs],
    violations: async (ask) => {
      const told = new Set<string>();
      for (const database of subgraphs) {
        const rows = await ask<{ event_id: string }>(database, sql`select event_id from outbox`);
        for (const { event_id: id } of rows) told.add(id);
      }
      const heard = await ask<{ event_id: string; type: string }>(
        'bus',
        sql`select event_id, type from bus_event where appended_at > now() - interval '12 hours'`,
      );
      return heard.filter(({ event_id: id }) => !told.has(id));
    },
  },
];
