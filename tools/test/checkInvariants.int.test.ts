import { bookingEntities, bookingMigrations } from '@marquee/booking';
import { catalogEntities, catalogMigrations, seedDemoShop } from '@marquee/catalog';
import { ordersEntities, ordersMigrations } from '@marquee/orders';
import { busMigrations } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import { Client } from 'pg';
import { checkInvariants } from '../src/invariants/checkInvariants';
import { reportFindings } from '../src/invariants/reportFindings';

const schemas = {
  booking: { entities: bookingEntities, migrations: bookingMigrations },
  catalog: { entities: catalogEntities, migrations: catalogMigrations },
  orders: { entities: ordersEntities, migrations: ordersMigrations },
  bus: { entities: [], migrations: busMigrations },
};
type Name = keyof typeof schemas;
const names = Object.keys(schemas) as Name[];

const databases = new Map<Name, TestDatabase>();

async function open(...wanted: readonly Name[]): Promise<void> {
  for (const name of wanted) databases.set(name, await createTestDatabase(name, schemas[name]));
}

afterEach(async () => {
  for (const database of databases.values()) await database.drop();
  databases.clear();
});

const environment = () =>
  Object.fromEntries([...databases].map(([name, { url }]) => [`${name.toUpperCase()}_DATABASE_URL`, url]));

/** Breaks something, keys and triggers notwithstanding. */
async function change(name: Name, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: databases.get(name)?.url });
  await client.connect();
  await client.query('set session_replication_role = replica');
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function brokenPromises(): Promise<string[]> {
  const findings = await checkInvariants(environment());
  return findings.filter(({ violations }) => (violations?.length ?? 0) > 0).map(({ promise }) => promise);
}

const aBooking = (id: string, status: string) => `
  insert into booking (id, number, customer_id, showing_id, status, seat_count, total_minor, currency, version,
    created_at, updated_at)
  values ('${id}', '${id}', 'usr_1', 'shw_1', '${status}', 1, 1200, 'EUR', 1, now(), now());
  insert into booked_seat (id, booking_id, position, seat_id, audience, price_minor, currency)
  values ('${id}', '${id}', 0, 'sea_1', 'ADULT', 1200, 'EUR')`;
const aClaim = (bookingId: string) =>
  `insert into seat_claim (showing_id, seat_id, kind, booking_id) values ('shw_1', 'sea_1', 'BOOKING', '${bookingId}')`;
const aStock = `
  insert into stock (item_id, on_hand) values ('prd_1', 10);
  insert into stock_movement (id, item_id, kind, delta, balance_after, created_at)
  values ('stm_1', 'prd_1', 'RECEIPT', 10, 10, now())`;
const aSaga = (state: string, owner: string | null = null) => `
  insert into checkout_saga (id, kind, subject_id, customer_id, state, started_at, finished_at, lease_owner, lease_epoch)
  values ('sga_1', 'CHECKOUT', 'ord_1', 'usr_1', '${state}', now(),
    case when '${state}' = 'STUCK' then null else now() end, ${owner === null ? 'null' : `'${owner}'`}, 1)`;
const aStep = (state: string) => `
  insert into checkout_saga_step (saga_id, name, position, stage, subgraph, request, state, attempts,
    undo_attempts_left, waits_ms)
  values ('sga_1', 'CONFIRM_STOCK', 0, 0, 'catalog', '{"name": "CONFIRM_STOCK"}', '${state}', 1, 1, 1)`;

describe('databases at rest', () => {
  it('keep every promise, and those that are not named are not looked at', async () => {
    await open(...names);
    const logger = createLogger({ service: 'test', level: 'silent' });
    await seedDemoShop({ databaseUrl: databases.get('catalog')?.url ?? '' }, { logger });
    // Nothing relays in this test.
    await change('catalog', 'delete from outbox');
    await change('booking', aBooking('bkg_1', 'CONFIRMED'), aClaim('bkg_1'));
    await change('orders', aSaga('COMPLETED'), aStep('DONE'));
    const findings = await checkInvariants(environment());
    expect(findings.filter(({ violations }) => (violations?.length ?? 0) > 0)).toEqual([]);
    const unseen = new Set(findings.filter(({ violations }) => violations === null).map(({ where }) => where));
    expect([...unseen]).toEqual(
      expect.arrayContaining(['payments', 'users', 'food', 'platform', 'payments = simulated_provider']),
    );
    expect([...unseen].some((where) => ['booking', 'catalog', 'orders', 'bus'].includes(where))).toBe(false);
  });
});

describe('a promise that is broken is found', () => {
  it.each<[string, Name, readonly string[]]>([
    [
      'a seat of a showing is sold once',
      'booking',
      [aBooking('bkg_1', 'CONFIRMED'), aBooking('bkg_2', 'CHECKED_IN'), aClaim('bkg_1')],
    ],
    ['who has booked a seat has the claim on it', 'booking', [aBooking('bkg_1', 'CONFIRMED')]],
    ['a booking that is over claims no seat', 'booking', [aBooking('bkg_1', 'CANCELLED'), aClaim('bkg_1')]],
    [
      'no hold outlives its time',
      'booking',
      [
        `insert into seat_hold (id, showing_id, user_id, state, expires_at, extensions_left, total_minor, currency,
           version, created_at, updated_at)
         values ('hld_1', 'shw_1', 'usr_1', 'ACTIVE', now() - interval '1 minute', 0, 1, 'EUR', 1, now(), now())`,
      ],
    ],
    [
      'what is available is the sum of all movements, and never below nothing',
      'catalog',
      [aStock, `update stock set on_hand = on_hand + 1`],
    ],
    [
      'every movement begins where the one before it ended',
      'catalog',
      [aStock, 'update stock_movement set balance_after = balance_after + 1'],
    ],
    [
      'what is reserved is what running reservations keep',
      'catalog',
      [aStock, 'update stock set reserved = reserved + 1, on_hand = on_hand + 1'],
    ],
    [
      'no reservation outlives its time',
      'catalog',
      [
        `insert into stock_reservation (id, reference, state, expires_at, created_at, updated_at)
         values ('rsv_1', 'ord_1', 'ACTIVE', now() - interval '1 minute', now(), now())`,
      ],
    ],
    ['every checkout has come to its end', 'orders', [aSaga('STUCK')]],
    ['no checkout is left in the hands of a worker', 'orders', [aSaga('COMPLETED', 'host/1')]],
    [
      'of a checkout that went through every step is done, of one that did not none is',
      'orders',
      [aSaga('COMPENSATED'), aStep('DONE')],
    ],
    [
      'every event has been published',
      'orders',
      [`insert into outbox (event_id, type, aggregate_id, envelope) values ('evt_1', 'x', 'y', '{}')`],
    ],
    [
      'every event that was heard could be applied',
      'catalog',
      [
        `insert into dead_letter (consumer_group, handler, event_id, type, envelope, error, attempts)
         values ('catalog', 'x', 'evt_1', 'x', '{}', 'x', 9)`,
      ],
    ],
    [
      'every subgraph has heard everything',
      'bus',
      [
        `insert into bus_event (event_id, type, envelope) values ('evt_1', 'x', '{}'), ('evt_2', 'x', '{}')`,
        `insert into bus_group (name, position) values ('catalog', 1)`,
      ],
    ],
    [
      'the bus has every event that orders published in the last hours',
      'orders',
      [
        `insert into outbox (event_id, type, aggregate_id, envelope, published_at)
         values ('evt_1', 'x', 'y', '{}', now())`,
      ],
    ],
  ])('%s', async (promise, name, statements) => {
    await open(...new Set<Name>([name, 'bus']));
    await change(name, ...statements);
    expect(await brokenPromises()).toContain(promise);
  });
});

describe('the report', () => {
  it('shows the first rows that break a promise, and counts', () => {
    const finding = { id: 'I7' as const, where: 'catalog', promise: 'nothing is lost' };
    const violations = Array.from({ length: 7 }, (_, index) => ({ item: index }));
    const report = reportFindings([
      { ...finding, violations },
      { ...finding, violations: [] },
      { ...finding, violations: null },
    ]);
    expect(report.split('\n')).toEqual([
      'BROKEN  I7  catalog: nothing is lost (7)',
      ...[0, 1, 2, 3, 4].map((item) => `          {"item":${item}}`),
      '          and 2 more',
      'ok      I7  catalog: nothing is lost',
      '-       I7  catalog: nothing is lost (not looked at: a database is not named)',
      '1 hold, 1 broken, 1 not looked at',
    ]);
  });
});
