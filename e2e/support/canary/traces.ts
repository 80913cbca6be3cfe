import { escapeIdentifier } from 'pg';
import { lookInto } from '../lookInto';
import type { Marquee } from '../marquee';

/** What a run has left behind, as text. */
export interface Traces {
  /** Every row of every table, each database under its name. */
  readonly tables: Readonly<
    Record<'users' | 'food' | 'booking' | 'catalog' | 'orders' | 'payments' | 'provider' | 'bus', string>
  >;
  /** Every event: in outboxes, on the bus and among the dead letters. */
  readonly events: string;
  readonly deadLetters: number;
}

const eventTables = new Set(['outbox', 'bus_event', 'dead_letter']);

interface Row {
  readonly table: string;
  readonly text: string;
}

/** Reads all databases of a Marquee whole. */
export async function readTraces({ environment }: Marquee): Promise<Traces> {
  const rows = {
    users: await rowsOf(environment['USERS_DATABASE_URL'] ?? ''),
    food: await rowsOf(environment['FOOD_DATABASE_URL'] ?? ''),
    booking: await rowsOf(environment['BOOKING_DATABASE_URL'] ?? ''),
    catalog: await rowsOf(environment['CATALOG_DATABASE_URL'] ?? ''),
    payments: await rowsOf(environment['PAYMENTS_DATABASE_URL'] ?? ''),
    provider: await rowsOf(environment['SIMULATED_PROVIDER_DATABASE_URL'] ?? ''),
    orders: await rowsOf(environment['ORDERS_DATABASE_URL'] ?? ''),
    bus: await rowsOf(environment['BUS_DATABASE_URL'] ?? ''),
  };
  const textOf = (list: readonly Row[]) => list.map(({ text }) => text).join('\n');
  const events = Object.values(rows)
    .flat()
    .filter(({ table }) => eventTables.has(table));
  return {
    tables: {
      users: textOf(rows.users),
      food: textOf(rows.food),
      booking: textOf(rows.booking),
      catalog: textOf(rows.catalog),
      payments: textOf(rows.payments),
      provider: textOf(rows.provider),
      orders: textOf(rows.orders),
      bus: textOf(rows.bus),
    },
    events: textOf(events),
    deadLetters: events.filter(({ table }) => table === 'dead_letter').length,
  };
}

async function rowsOf(url: string): Promise<Row[]> {
  return lookInto(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const found: Row[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `select row_to_json(entry)::text as text from ${escapeIdentifier(name)} as entry`,
      );
      found.push(...rows.map(({ text }) => ({ table: name, text })));
    }
    return found;
  });
}

/** Runs `act` while that table of the database is out of reach, so that whatever needs it fails inside. */
export async function withoutTable<T>(url: string, table: string, act: () => Promise<T>): Promise<T> {
  const rename = (from: string, to: string) =>
    lookInto(url, (client) => client.query(`alter table ${escapeIdentifier(from)} rename to ${escapeIdentifier(to)}`));
  await rename(table, `${table}_gone`);
  try {
    return await act();
  } finally {
    await rename(`${table}_gone`, table);
  }
}

/** Puts an event on the bus that no consumer can read. */
export async function publishUnreadable({ environment }: Marquee, event: object): Promise<void> {
  await lookInto(environment['BUS_DATABASE_URL'], (client) =>
    client.query('select bus_append($1::jsonb)', [JSON.stringify([event])]),
  );
}
