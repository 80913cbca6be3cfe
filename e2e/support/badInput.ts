import { Client } from 'pg';
import type { Problem } from './bookings';
import type { Answer } from './client';
import type { Marquee } from './marquee';

/** What is no id of anything. */
export const noIds: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a word', 'x'],
  ['the id of another kind', 'usr_0197a000-0000-7000-8000-000000000000'],
  ['NUL', 'shw_\u0000'],
  ['half a character', 'shw_\ud83d'],
  ['a quote', "shw_' or 1=1 --"],
  ['10 kB', 'x'.repeat(10_000)],
];

/** The ends of what a date can be, and past them. As a number of milliseconds a variable reaches further than as a text. */
export const extremes: readonly (readonly [string, string | number])[] = [
  ['the first day of the year 1', '0001-01-01T00:00:00Z'],
  ['the year 0', '0000-01-01T00:00:00Z'],
  ['the last day of the year 9999', '9999-12-31T23:59:59.999Z'],
  ['the year 10000', '+010000-01-01T00:00:00Z'],
  ['the last day of all', '+275760-09-13T00:00:00Z'],
  ['the last millisecond of all', 8_640_000_000_000_000],
  ['the first millisecond of all', -8_640_000_000_000_000],
  ['more than all', 8_640_000_000_000_001],
  ['a leap second', '2030-12-31T23:59:60Z'],
  ['30 February', '2030-02-30T00:00:00Z'],
  ['a day without a time', '2030-07-03'],
  ['a word', 'tomorrow'],
];

type Payload = { readonly errors: readonly Problem[] } & Readonly<Record<string, unknown>>;
type Send = () => Promise<Answer<unknown>>;

/** What came of a request. */
export interface Consequence {
  /** Codes of top-level errors, each once. */
  readonly codes: readonly unknown[];
  /** The problems in the payload. */
  readonly problems: readonly Problem[];
  /** Whether anything is otherwise in the subgraph's database. */
  readonly isChanged: boolean;
}

export interface Traces {
  consequenceOf(send: Send): Promise<Consequence>;
  stop(): Promise<void>;
}

/** A typed refusal at that path, and nothing else. */
export const refusal = (code: string, path: readonly (string | number)[]) => ({
  codes: [],
  problems: [expect.objectContaining({ code, path, message: expect.stringMatching(/\w+ \w+/) as string }) as Problem],
  isChanged: false,
});

/** It never came to the use case. */
export const unread = { codes: ['BAD_USER_INPUT'], problems: [], isChanged: false };

/** Everything that a request could have left behind; that a key was spent on a refusal is no trace. */
const everything = {
  booking: `select
  (select json_agg(row order by row.id) from seat_hold row) as holds,
  (select json_agg(row order by row.showing_id, row.seat_id) from seat_claim row) as claims,
  (select json_agg(row order by row.id) from booking row) as bookings,
  (select json_agg(row order by row.id) from ticket row) as tickets,
  (select json_agg(row order by row.id) from waitlist_entry row) as queue,
  (select json_agg(row order by row.id) from theater row) as theaters,
  (select json_agg(row order by row.id) from screen row) as screens,
  (select json_agg(row order by row.id) from movie row) as movies,
  (select json_agg(row order by row.id) from showing row) as showings,
  (select json_agg(row order by row.id) from seat row) as plans,
  (select count(*) from price_tier) as tiers,
  (select count(*) from seat_hold_seat) as held,
  (select count(*) from booked_seat) as booked,
  (select count(*) from booking_timeline) as steps,
  (select count(*) from outbox) as events`,
  catalog: `select
  (select json_agg(row order by row.id) from category row) as categories,
  (select json_agg(row order by row.id) from catalog_item row) as items,
  (select json_agg(row order by row.item_id, row.currency) from item_price row) as prices,
  (select json_agg(row order by row.item_id) from stock row) as stock,
  (select count(*) from stock_movement) as movements,
  (select count(*) from outbox) as events`,
  orders: `select
  (select json_agg(row order by row.id) from cart row) as carts,
  (select json_agg(row order by row.id) from cart_line row) as lines,
  (select count(*) from cart_coupon) as coupons,
  (select count(*) from coupon_use) as uses,
  (select count(*) from customer_order) as orders,
  (select count(*) from checkout_saga) as sagas`,
};

export async function watchForTraces(
  { environment }: Marquee,
  subgraph: keyof typeof everything = 'booking',
): Promise<Traces> {
  const database = new Client({ connectionString: environment[`${subgraph.toUpperCase()}_DATABASE_URL`] });
  await database.connect();
  const traces = async (): Promise<string> => JSON.stringify((await database.query(everything[subgraph])).rows);
  return {
    async consequenceOf(send) {
      const before = await traces();
      const { data, errors } = await send();
      const payloads = Object.values((data ?? {}) as Record<string, Payload | null>);
      return {
        codes: [...new Set(errors.map(({ extensions }) => extensions['code']))],
        problems: payloads.flatMap((payload) => payload?.errors ?? []),
        isChanged: (await traces()) !== before,
      };
    },
    stop: () => database.end(),
  };
}
