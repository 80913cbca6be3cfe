import { Client } from 'pg';
import { scriptOf } from './floor.mjs';
import { databaseNames } from './marquee.mjs';
import { writesDuring } from './recordedWrites.mjs';

/** Each recording has ids of its own. */
const recorded = { count: 0 };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function opened(connectionString) {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

/** What each of these buyers' checkouts writes, one after the other on an idle Marquee, as scripts by database. */
export async function recordCheckouts({ sql, urls, logFile }, result, buyers, buy) {
  const idle = await writesDuring(sql, logFile, () => pause(2_500));
  // What is looked for again and again by itself belongs to no checkout.
  const usual = new Set([...idle.values()].flat(2).map(({ template, text }) => template ?? text));
  result.scripts = new Map();
  result.commits = new Map();
  for (let nth = 0; nth < buyers.length; nth += 1) {
    const drawn = recorded.count++;
    const from = Date.now() - 5;
    let order;
    const written = await writesDuring(sql, logFile, async () => {
      order = await buy(buyers[nth]);
      // Until what has nothing to do with the customer is over as well: webhooks, projections of others.
      await pause(1_200);
    });
    const unique = await uniqueTexts(urls, order.id);
    for (const [database, transactions] of written) {
      if (!databaseNames.includes(database)) continue;
      const own = transactions
        .map((writes) => writes.filter((write) => !usual.has(write.template ?? write.text)))
        .map((writes) => writes.filter(({ text }) => !/(?:update|insert into) bus_group/i.test(text)))
        .filter((writes) => writes.length > 0);
      if (own.length === 0) continue;
      const scripts = result.scripts.get(database) ?? [];
      result.scripts.set(database, [...scripts, scriptOf(own, { from, unique, nth: drawn })]);
      const seen = result.commits.get(database) ?? { commits: 0, statements: 0 };
      seen.commits += own.length / buyers.length;
      seen.statements += own.flat().length / buyers.length;
      result.commits.set(database, seen);
    }
  }
}

/** Numbers of the order and its parts, and the seats: nobody can have them twice. */
async function uniqueTexts(urls, orderId) {
  const ask = async (database, query, values) => {
    const client = await opened(urls[database]);
    try {
      return (await client.query(query, values)).rows;
    } finally {
      await client.end();
    }
  };
  const [order] = await ask(
    'orders',
    'select number, booking_id as "bookingId", food_order_id as "foodOrderId" from customer_order where id = $1',
    [orderId],
  );
  const bookings = await ask('booking', 'select number from booking where id = $1', [order.bookingId]);
  const foodOrders = await ask('food', 'select number from food_order where id = $1', [order.foodOrderId]);
  const claims = await ask('booking', 'select seat_id as "seatId" from seat_claim where booking_id = $1', [
    order.bookingId,
  ]);
  const seats = claims.map(({ seatId }) => seatId.replace(/^[a-z]+_/, ''));
  return [order.number, ...[...bookings, ...foodOrders].map(({ number }) => number), ...seats];
}

/** What is numbered or sold once by the code, the floor writes again and again with the same number or for a seat of no plan. */
export async function loosen(urls) {
  const payments = await opened(urls.payments);
  await payments.query('alter table ledger_entry drop constraint ledger_entry_pkey');
  await payments.query('create index ledger_entry_pkey on ledger_entry (position)');
  await payments.end();
  const booking = await opened(urls.booking);
  const { rows } = await booking.query(
    `select conrelid::regclass::text as "table", conname as name from pg_constraint where confrelid = 'seat'::regclass`,
  );
  for (const { table, name } of rows) {
    await booking.query(
      `alter table ${booking.escapeIdentifier(table)} drop constraint ${booking.escapeIdentifier(name)}`,
    );
  }
  await booking.end();
}
