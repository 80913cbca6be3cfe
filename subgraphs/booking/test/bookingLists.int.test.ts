import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { encodeCursor } from '@marquee/shared/pagination';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aPaidBooking } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace } from './support/saleSteps';
import { aHold, cancelBooking } from './support/sales';

let bed: BookingBed;
let first: Room;
let second: Room;
/** Ann's by time, the oldest first, and Bob's one, which came last. */
let ids: string[];
const [ann, bob, reader] = [aCustomer(), aCustomer(), aManager()];

const books = async (viewer: Viewer, { showingId, seat }: Room, label: string) =>
  (await aPaidBooking(bed, viewer, { showingId, seats: [{ seatId: seat(label) }] })).id;

beforeAll(async () => {
  bed = await aBookingBed();
  [first, second] = [await aRoom(bed), await aRoom(bed)];
  ids = [];
  for (const [index, label] of ['A1', 'A2', 'A3'].entries()) {
    await bed.setNow(`2030-07-03T1${2 + index}:00:00.000Z`);
    ids.push(await books(ann, first, label));
  }
  await bed.setNow('2030-07-03T15:00:00.000Z');
  ids.push(await books(ann, second, 'A1'));
  await cancelBooking(bed, ann, { bookingId: ids[3] ?? '' });
  ids.push(await books(bob, second, 'A2'));
});
afterAll(() => bed.close());

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}
const page = 'nodes { id } edges { cursor } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const inputs = '$first: Int, $after: String, $last: Int, $before: String, $filter: BookingFilter';
const passed = 'first: $first, after: $after, last: $last, before: $before, filter: $filter';

const bookings = async (viewer: Viewer, args: Record<string, unknown> = {}) => {
  const query = `query (${inputs}) { bookings(${passed}) { ${page} } }`;
  const { data, errors } = await bed.ask<{ bookings: Page | null } | null>(viewer, query, args);
  return { page: data?.bookings ?? undefined, indexes: indexesOf(data?.bookings), errors };
};
const bookingsOf = async (viewer: Viewer, args: Record<string, unknown> = {}) => {
  const query = `query ($r: [_Any!]!, ${inputs}) {
    _entities(representations: $r) { ... on User { bookings(${passed}) { ${page} } } }
  }`;
  const r = [{ __typename: 'User', id: viewer.userId }];
  const { data, errors } = await bed.ask<{ _entities: [{ bookings: Page | null } | null] } | null>(viewer, query, {
    r,
    ...args,
  });
  const found = data?._entities[0]?.bookings;
  return { page: found ?? undefined, indexes: indexesOf(found), errors };
};
/** Which of `ids` are on the page. */
const indexesOf = (found: Page | null | undefined) => found?.nodes.map(({ id }) => ids.indexOf(id));

const lists = [
  ['bookings', 'bookings', bookings],
  ['the bookings of a user', 'User.bookings', bookingsOf],
] as const;

describe.each(lists)('the list of %s', (_name, cursorName, list) => {
  it('has the newest first', async () => {
    const { indexes, page: found } = await list(ann);
    expect(indexes).toEqual([3, 2, 1, 0]);
    expect(found).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
  });

  it('is walked page by page in either direction, each row once', async () => {
    const start = await list(ann, { first: 3 });
    const rest = await list(ann, { first: 3, after: start.page?.pageInfo.endCursor });
    expect([start.indexes, rest.indexes]).toEqual([[3, 2, 1], [0]]);
    expect([start.page?.pageInfo.hasNextPage, rest.page?.pageInfo.hasNextPage]).toEqual([true, false]);
    const end = await list(ann, { last: 2 });
    const before = await list(ann, { last: 2, before: end.page?.pageInfo.startCursor });
    expect([end.indexes, before.indexes]).toEqual([
      [1, 0],
      [3, 2],
    ]);
    expect(before.page?.totalCount).toBe(4);
  });

  it.each<[string, () => Record<string, unknown>, number[]]>([
    ['a showing', () => ({ showingId: first.showingId }), [2, 1, 0]],
    ['a showing without any', () => ({ showingId: newId('showing') }), []],
    ['states', () => ({ status: ['CANCELLED', 'EXPIRED'] }), [3]],
    ['no state at all', () => ({ status: [] }), []],
    ['since when', () => ({ createdAfter: '2030-07-03T13:00:00.000Z' }), [3, 2, 1]],
    ['until when', () => ({ createdBefore: '2030-07-03T13:00:00.000Z' }), [0]],
    [
      'a time between two',
      () => ({ createdAfter: '2030-07-03T12:00:00.001Z', createdBefore: '2030-07-03T14:00:00.001Z' }),
      [2, 1],
    ],
    ['all of it', () => ({ showingId: second.showingId, status: ['CONFIRMED'], createdAfter: wednesdayNoon }), []],
    ['the own user', () => ({ userId: ann.userId }), [3, 2, 1, 0]],
    ["somebody else's", () => ({ userId: bob.userId }), []],
    ['NUL', () => ({ userId: '\u0000' }), []],
    ['NUL as a showing', () => ({ showingId: '\u0000' }), []],
    ['half of a surrogate pair', () => ({ userId: '\ud800' }), []],
    ['half of one as a showing', () => ({ showingId: '\udfff' }), []],
    ['10 kB', () => ({ showingId: 'x'.repeat(10_000) }), []],
    ['a quote', () => ({ showingId: "' or 1=1 --" }), []],
  ])('is narrowed by %s', async (_case, filter, expected) => {
    const { indexes, page: found, errors } = await list(ann, { filter: filter() });
    expect(errors).toBeUndefined();
    expect(indexes).toEqual(expected);
    expect(found?.totalCount).toBe(expected.length);
  });

  const cursorOf = (...keys: unknown[]) => Buffer.from(JSON.stringify([cursorName, ...keys])).toString('base64url');
  it.each<[string, Record<string, unknown>]>([
    ['a size of 0', { first: 0 }],
    ['a negative size', { last: -1 }],
    ['a size of 101', { first: 101 }],
    ['both directions', { first: 1, last: 1 }],
    ['a cursor that is none', { after: 'nonsense' }],
    ['a cursor of NUL', { after: '\u0000' }],
    ['a cursor of more keys', { after: cursorOf('a', 'b') }],
    ['a cursor of another list', { after: encodeCursor('theaters', ['a']) }],
    ['a cursor that holds a number', { after: cursorOf(1) }],
    ['a cursor that holds NUL', { after: cursorOf('a\u0000') }],
    ['a cursor that holds half of a surrogate pair', { before: cursorOf('\ud800') }],
    ['an unknown time', { filter: { createdAfter: 'soon' } }],
    ['an unknown state', { filter: { status: ['PAID'] } }],
  ])('with %s is a bad request', async (_case, args) => {
    const { page: found, errors } = await list(ann, args);
    expect(found).toBeUndefined();
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors?.[0]?.extensions?.['code']);
  });

  it('after a forged cursor has only what may be seen', async () => {
    const { indexes, errors } = await list(bob, { after: cursorOf('zzz') });
    expect([indexes, errors]).toEqual([[4], undefined]);
  });
});

describe('one who reads any', () => {
  it('sees all bookings, and those of any user', async () => {
    expect((await bookings(reader)).indexes).toEqual([4, 3, 2, 1, 0]);
    expect((await bookings(reader, { filter: { userId: bob.userId } })).indexes).toEqual([4]);
    expect((await bookings(reader, { filter: { showingId: second.showingId } })).indexes).toEqual([4, 3]);
    for (const userId of ['\u0000', '\ud800', 'nonsense']) {
      expect(await bookings(reader, { filter: { userId } })).toMatchObject({ indexes: [], errors: undefined });
    }
  });

  it('has none below the own account', async () => {
    expect((await bookingsOf(reader)).indexes).toEqual([]);
  });
});

describe('what a user has in hand', () => {
  it('is the holds that run, soonest first, and the places in queues, oldest first', async () => {
    const carl = aCustomer();
    const later = await aHold(bed, carl, { showingId: first.showingId, partySize: 1 });
    await bed.setNow('2030-07-03T15:01:00.000Z');
    const latest = await aHold(bed, carl, { showingId: second.showingId, partySize: 1 });
    const full = [await aRoom(bed, { rows: ['.'] }), await aRoom(bed, { rows: ['.'] })];
    for (const { showingId } of full) await aHold(bed, aCustomer(), { showingId, partySize: 1 });
    const places = [];
    for (const { showingId } of full) places.push((await aPlace(bed, carl, showingId, 1)).id);
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on User { activeHolds { id } waitlist { id } } }
    }`;
    const r = [{ __typename: 'User', id: carl.userId }];
    expect((await bed.ask(carl, query, { r })).data).toEqual({
      _entities: [{ activeHolds: [{ id: later.id }, { id: latest.id }], waitlist: places.map((id) => ({ id })) }],
    });
    await bed.setNow('2030-07-03T15:10:30.000Z');
    expect((await bed.ask(carl, query, { r })).data).toMatchObject({
      _entities: [{ activeHolds: [{ id: latest.id }] }],
    });
    await bed.setNow('2030-07-05T00:00:00.000Z');
    expect((await bed.ask(carl, query, { r })).data).toEqual({ _entities: [{ activeHolds: [], waitlist: [] }] });
  });
});
