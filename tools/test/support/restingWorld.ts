import { bookingEntities, bookingMigrations } from '@marquee/booking';
import { catalogEntities, catalogMigrations } from '@marquee/catalog';
import { foodEntities, foodMigrations } from '@marquee/food';
import { ordersEntities, ordersMigrations } from '@marquee/orders';
import {
  chainHash,
  chainStart,
  paymentsEntities,
  paymentsMigrations,
  simulatedProviderEntities,
  simulatedProviderMigrations,
} from '@marquee/payments';
import { platformEntities, platformMigrations } from '@marquee/platform';
import { busMigrations } from '@marquee/shared/events';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import { usersEntities, usersMigrations } from '@marquee/users';
import { Client } from 'pg';

const schemas = {
  users: { entities: usersEntities, migrations: usersMigrations },
  booking: { entities: bookingEntities, migrations: bookingMigrations },
  food: { entities: foodEntities, migrations: foodMigrations },
  catalog: { entities: catalogEntities, migrations: catalogMigrations },
  orders: { entities: ordersEntities, migrations: ordersMigrations },
  payments: { entities: paymentsEntities, migrations: paymentsMigrations },
  simulated_provider: { entities: simulatedProviderEntities, migrations: simulatedProviderMigrations },
  platform: { entities: platformEntities, migrations: platformMigrations },
  bus: { entities: [], migrations: busMigrations },
};
export type Name = keyof typeof schemas;
export const names = Object.keys(schemas) as Name[];

/** Databases in which all that was begun has come to its end. */
export interface RestingWorld {
  /** As the environment names them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Changes something behind everybody's back, keys and triggers notwithstanding. */
  change(name: Name, ...statements: readonly string[]): Promise<void>;
  drop(): Promise<void>;
}

/** Opens those of the databases, or all. */
export async function aRestingWorld(wanted: readonly Name[] = names): Promise<RestingWorld> {
  const databases = new Map<Name, TestDatabase>();
  for (const name of wanted) databases.set(name, await createTestDatabase(name, schemas[name]));
  const change = async (name: Name, ...statements: readonly string[]) => {
    const client = new Client({ connectionString: databases.get(name)?.url });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  for (const name of wanted) await change(name, ...restingStatements[name]);
  return {
    environment: Object.fromEntries(
      [...databases].map(([name, { url }]) => [`${name.toUpperCase()}_DATABASE_URL`, url]),
    ),
    change,
    drop: async () => {
      for (const database of databases.values()) await database.drop();
    },
  };
}

/** Of usr_1, for seat sea_1 of shw_1 unless another one is given: 12.00 EUR. */
export const aBooking = (id: string, status: string, { isOfOrder = false, seat = 'sea_1' } = {}) => `
  insert into booking (id, number, customer_id, showing_id, status, seat_count, total_minor, currency, version,
    created_at, updated_at, expires_at, is_of_order)
  values ('${id}', '${id}', 'usr_1', 'shw_1', '${status}', 1, 1200, 'EUR', 1, now(), now(), now(), ${isOfOrder});
  insert into booked_seat (id, booking_id, position, seat_id, audience, price_minor, currency)
  values ('${id}', '${id}', 0, '${seat}', 'ADULT', 1200, 'EUR')`;

export const aClaim = (bookingId: string, seat = 'sea_1') => `
  insert into seat_claim (showing_id, seat_id, kind, booking_id)
  values ('shw_1', '${seat}', 'BOOKING', '${bookingId}')`;

/** Of usr_1, for 20.00 EUR. */
export const aFoodOrder = (id: string, status: string, payment: string) => `
  insert into food_order (id, number, customer_id, restaurant_id, fulfilment, currency, subtotal_minor,
    delivery_fee_minor, total_minor, status, version, created_at, updated_at, payment, payment_due_at, placed_at)
  values ('${id}', '${id}', 'usr_1', 'rst_1', 'PICKUP', 'EUR', 2000, 0, 2000, '${status}', 1, now(), now(), '${payment}',
    case '${payment}' when 'BY_METHOD' then now() end, now())`;

interface GivenOrder {
  readonly bookingId?: string;
  readonly foodOrderId?: string;
  readonly hasGoods?: boolean;
}

const orNull = (text: string | undefined) => (text === undefined ? 'null' : `'${text}'`);

/** Of usr_1, for 57.00 EUR. */
export const anOrder = (id: string, status: string, { bookingId, foodOrderId, hasGoods = false }: GivenOrder = {}) => `
  insert into customer_order (id, number, customer_id, status, currency, subtotal_minor, discount_minor, shipping_minor,
    delivery_fee_minor, tax_minor, total_minor, refunded_minor, booking_id, food_order_id, payment_id, saga_id,
    is_paid_later, has_goods, is_shipped, version, created_at, updated_at)
  values ('${id}', '${id}', 'usr_1', '${status}', 'EUR', 5700, 0, 0, 0, 0, 5700, 0, ${orNull(bookingId)},
    ${orNull(foodOrderId)}, 'pay_${id}', 'sga_${id}', false, ${hasGoods}, false, 1, now(), now());
  insert into order_line (id, order_id, position, kind, subject_id, title, quantity, unit_price_minor, amount_minor,
    discount_minor, currency)
  values ('${id}', '${id}', 0, '${hasGoods ? 'ITEM' : 'SEATS'}', 'prd_1', 'Lamp', 1, 5700, 5700, 0, 'EUR')`;

/** Begun by the order of that id; one that still runs is looked at in a minute. */
export const aSaga = (orderId: string, state: string, owner?: string) => `
  insert into checkout_saga (id, kind, subject_id, customer_id, state, started_at, finished_at, due_at, lease_owner,
    lease_epoch)
  values ('sga_${orderId}', 'CHECKOUT', '${orderId}', 'usr_1', '${state}', now(),
    case when '${state}' in ('COMPLETED', 'COMPENSATED') then now() end,
    case when '${state}' in ('RUNNING', 'COMPENSATING') then now() + interval '1 minute' end, ${orNull(owner)}, 1)`;

export const aStep = (orderId: string, state: string) => `
  insert into checkout_saga_step (saga_id, name, position, stage, subgraph, request, state, attempts,
    undo_attempts_left, waits_ms)
  values ('sga_${orderId}', 'CONFIRM_STOCK', 0, 0, 'catalog', '{"name": "CONFIRM_STOCK"}', '${state}', 1, 1, 1)`;

/** Of what `subjectId` costs, taken in full; usr_1 pays. */
export const aPayment = (id: string, subjectId: string, minor: number, provider = 'simulated') => `
  insert into payment (id, payer_id, subject_id, method_id, provider, capture_later, status, currency, amount_minor,
    authorised_minor, captured_minor, refunded_minor, action_expires_at, is_retryable, provider_version, version,
    created_at, updated_at)
  values ('${id}', 'usr_1', '${subjectId}', 'pmt_1', '${provider}', false, 'COMPLETED', 'EUR', ${minor}, ${minor},
    ${minor}, 0, now(), false, 1, 1, now(), now())`;

export const aPayable = (subjectId: string, minor: number) => `
  insert into payable (subject_id, customer_id, amount_minor, currency, is_open, is_over, version)
  values ('${subjectId}', 'usr_1', ${minor}, 'EUR', false, false, 1)`;

/** What the provider has of a payment. */
export const aCharge = (paymentId: string, minor: number) => `
  insert into charge (id, reference, token, status, amount_minor, currency, authorised_minor, captured_minor,
    refunded_minor, is_retryable, version)
  values ('chg_${paymentId}', '${paymentId}', 'tok_visa', 'authorised', ${minor}, 'EUR', ${minor}, ${minor}, 0, false, 1);
  insert into book_entry (charge_id, kind, amount_minor, currency)
  values ('chg_${paymentId}', 'CAPTURE', ${minor}, 'EUR')`;

/** The books of captures, in that order, each on both sides. */
function booksOf(captures: readonly { readonly paymentId: string; readonly minor: number }[]): string {
  const bookedAt = new Date('2030-07-03T12:00:00.000Z');
  let [hash, position] = [chainStart, 0];
  const entriesOf = ({ paymentId, minor: amountMinor }: (typeof captures)[number]): string => {
    const transactionId = `ltx_${paymentId}`;
    const lines = [
      { account: 'provider_clearing', side: 'DEBIT' },
      { account: 'sales', side: 'CREDIT' },
    ] as const;
    const entries = lines.map(({ account, side }) => {
      position += 1;
      const id = `lge_${position}`;
      const entry = { position, id, transactionId, paymentId, account, side, amountMinor, currency: 'EUR', bookedAt };
      hash = chainHash(hash, { ...entry, kind: 'CAPTURE' });
      return `(${position}, '${id}', '${transactionId}', '${account}', '${side}', ${amountMinor}, 'EUR', '${hash}',
        '${bookedAt.toISOString()}')`;
    });
    return `
      insert into ledger_transaction (id, kind, payment_id, booked_at)
      values ('${transactionId}', 'CAPTURE', '${paymentId}', '${bookedAt.toISOString()}');
      insert into ledger_entry (position, id, transaction_id, account, side, amount_minor, currency, chain_hash, booked_at)
      values ${entries.join(', ')};`;
  };
  return captures.map(entriesOf).join('');
}

export const anEvent = (id: string, type = 'order.created') =>
  `insert into bus_event (event_id, type, envelope) values ('${id}', '${type}', '{}')`;

const aDocument = (kind: string, id: string, title: string, owner?: string) => `
  insert into search_document (kind, id, owner_id, title, keywords, body, title_folded, names_folded, body_folded)
  values ('${kind}', '${id}', ${orNull(owner)}, '${title}', '', '', lower('${title}'), '', '')`;

const known = (table: string, key: string, id: string, status: string, columns: string, values: string) =>
  `insert into ${table} (${key}, status, ${columns}) values ('${id}', '${status}', ${values})`;

/**
 * ord_1 is a seat, a dish and a lamp for 57.00 EUR, paid once; bkg_1 is a booking and food_1 a food order that were paid by
 * themselves, food_3 is paid when it is fetched.
 */
const restingStatements: Readonly<Record<Name, readonly string[]>> = {
  users: [],
  booking: [
    aBooking('bkg_1', 'CONFIRMED'),
    aClaim('bkg_1'),
    aBooking('bkg_2', 'CONFIRMED', { isOfOrder: true, seat: 'sea_2' }),
    aClaim('bkg_2', 'sea_2'),
    `insert into movie (id, title, duration_minutes) values ('mov_1', 'Nine Bridges', 100)`,
  ],
  food: [
    aFoodOrder('food_1', 'DELIVERED', 'BY_METHOD'),
    aFoodOrder('food_2', 'PLACED', 'BY_ORDER'),
    aFoodOrder('food_3', 'PLACED', 'ON_HANDOVER'),
    known(
      'seat_booking',
      'booking_id',
      'bkg_1',
      'CONFIRMED',
      'customer_id, theater_name, starts_at, seat_ids',
      `'usr_1', 'Lantern Cinema', now(), '{sea_1}'`,
    ),
    `insert into food (id, name, category_id, list_price_minor, currency) values ('foo_1', 'Leek soup', 'cat_1', 650, 'EUR')`,
  ],
  catalog: [
    `insert into catalog_item (id, kind, sku, title, price_minor, currency, is_active, version, created_at, updated_at)
     values ('prd_1', 'PRODUCT', 'LAMP-1', 'Lamp', 2500, 'EUR', true, 1, now(), now())`,
    `insert into stock (item_id, on_hand) values ('prd_1', 9)`,
    `insert into stock_movement (id, item_id, kind, delta, balance_after, created_at) values
       ('stm_1', 'prd_1', 'RECEIPT', 10, 10, now()), ('stm_2', 'prd_1', 'RESERVATION', -1, 9, now()),
       ('stm_3', 'prd_1', 'RELEASE', 1, 10, now()), ('stm_4', 'prd_1', 'SALE', -1, 9, now())`,
    `insert into stock_reservation (id, reference, state, expires_at, created_at, updated_at)
     values ('rsv_1', 'ord_1', 'COMMITTED', now(), now(), now())`,
    `insert into stock_reservation_line (reservation_id, item_id, quantity) values ('rsv_1', 'prd_1', 1)`,
  ],
  orders: [
    anOrder('ord_1', 'CONFIRMED', { bookingId: 'bkg_2', foodOrderId: 'food_2', hasGoods: true }),
    aSaga('ord_1', 'COMPLETED'),
    aStep('ord_1', 'DONE'),
    `insert into outbox (event_id, type, aggregate_id, envelope, published_at)
     values ('evt_1', 'order.created', 'ord_1', '{}', now())`,
    known(
      'known_booking',
      'booking_id',
      'bkg_2',
      'CONFIRMED',
      'customer_id, starts_at, total_minor, currency, version',
      `'usr_1', now(), 1200, 'EUR', 1`,
    ),
    known(
      'known_food_order',
      'food_order_id',
      'food_2',
      'PLACED',
      'customer_id, restaurant_id, version',
      `'usr_1', 'rst_1', 1`,
    ),
    known(
      'known_payment',
      'payment_id',
      'pay_ord_1',
      'COMPLETED',
      'subject_id, payer_id, currency, amount_minor, captured_minor, refunded_minor, version',
      `'ord_1', 'usr_1', 'EUR', 5700, 5700, 0, 1`,
    ),
  ],
  payments: [
    aPayment('pay_ord_1', 'ord_1', 5700),
    aPayment('pay_bkg_1', 'bkg_1', 1200),
    aPayment('pay_food_1', 'food_1', 2000, 'cash'),
    aPayable('ord_1', 5700),
    aPayable('bkg_1', 1200),
    aPayable('food_3', 2000),
    booksOf([
      { paymentId: 'pay_ord_1', minor: 5700 },
      { paymentId: 'pay_bkg_1', minor: 1200 },
      { paymentId: 'pay_food_1', minor: 2000 },
    ]),
  ],
  simulated_provider: [aCharge('pay_ord_1', 5700), aCharge('pay_bkg_1', 1200)],
  platform: [
    aDocument('MOVIE', 'mov_1', 'Nine Bridges'),
    aDocument('BOOKING', 'bkg_1', 'Booking bkg_1', 'usr_1'),
    aDocument('BOOKING', 'bkg_2', 'Booking bkg_2', 'usr_1'),
    aDocument('FOOD', 'foo_1', 'Leek soup'),
    aDocument('PRODUCT', 'prd_1', 'Lamp'),
    aDocument('ORDER', 'ord_1', 'Order ord_1', 'usr_1'),
  ],
  bus: [anEvent('evt_1'), `insert into bus_group (name, position) values ('orders', 1)`],
};
