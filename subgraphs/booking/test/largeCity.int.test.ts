import { newId } from '@marquee/shared/ids';
import { indexedPlansOf } from '@marquee/shared/testing';
import { seedLargeCinemas } from '../src';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aManager, someone } from './support/people';

const size = { movies: 2_000, showings: 3_000 };
const customerIds = Array.from({ length: 300 }, () => newId('user'));
let bed: BookingBed;
let added: number;
const seed = (more = size) =>
  seedLargeCinemas({ databaseUrl: bed.databaseUrl }, more, { logger: bed.logger, customerIds, onProgress: () => {} });
const one = async <Row>(statement: string, parameters: unknown[] = []) => {
  const [row] = (await bed.db.query(statement, parameters)) as [Row];
  return row;
};

beforeAll(async () => {
  bed = await aBookingBed();
  added = await seed();
  await bed.db.query('vacuum analyze');
}, 120_000);
afterAll(() => bed.close());

describe('the cinemas of a large city', () => {
  it('show so much, in rooms of two hundred seats', async () => {
    expect(added).toBe(3_000);
    expect(
      await one(`select count(*)::int as showings, count(distinct screen_id)::int as screens,
        bool_and(starts_at > booking_now()) as "areToCome" from showing`),
    ).toEqual({ showings: 3_000, screens: 40, areToCome: true });
    expect(await bed.db.query('select count(*)::int from seat group by screen_id having count(*) <> 200')).toEqual([]);
    expect(await one('select count(*)::int as movies from movie')).toEqual({ movies: 2_000 });
  });

  it('leave half an hour to clean between two showings on a screen', async () => {
    expect(
      await one(`select min(next - ends_at) >= interval '30 minutes' as "isClean" from (
          select ends_at, lead(starts_at) over (partition by screen_id order by starts_at) as next from showing
        ) as showing`),
    ).toEqual({ isClean: true });
  });

  it('have sold seats whose claims, tickets and totals agree, and told of all', async () => {
    const counts = await one<Record<string, number>>(`select
        (select count(*)::int from seat_claim where kind = 'BOOKING') as claims,
        (select count(*)::int from booked_seat) as seats, (select count(*)::int from ticket) as tickets,
        (select sum(seat_count)::int from booking) as counted,
        (select count(*)::int from booking where total_minor <>
          (select sum(price_minor) from booked_seat where booking_id = booking.id)) as "wrongTotals",
        (select count(*)::int from booking) as bookings,
        (select count(*)::int from outbox where type = 'booking.confirmed') as told,
        (select count(*)::int from outbox where type = 'showing.saved') as showings`);
    const { claims } = counts;
    expect(claims).toBeGreaterThan(3_000);
    expect(counts).toMatchObject({ seats: claims, tickets: claims, counted: claims, wrongTotals: 0, showings: 3_000 });
    expect(counts['told']).toBe(counts['bookings']);
  });

  it('are not made twice, and go on where the programme ended', async () => {
    const before = await one(
      'select count(*)::int as bookings, (select count(*)::int from outbox) as events from booking',
    );
    expect(await seed()).toBe(0);
    expect(
      await one('select count(*)::int as bookings, (select count(*)::int from outbox) as events from booking'),
    ).toEqual(before);
    expect(await seed({ ...size, showings: 3_050 })).toBeGreaterThanOrEqual(50);
  });
});

describe('nothing that people look for reads a large table from one end to the other', () => {
  const movies = (filter: string) =>
    `{ movies(first: 20, filter: { ${filter} }) { totalCount nodes { id title genres } } }`;
  const node = `nodes { id startsAt status seatsTotal seatsAvailable movie { title } theater { name } screen { name }
    priceTiers { audience } waitlistLength }`;
  const showings = (filter: string, count = '') =>
    `{ showings(first: 20, filter: { ${filter} }) { ${count} ${node} } }`;
  const theaters = (filter: string) =>
    `{ theaters(first: 20, filter: { ${filter} }) { totalCount nodes { name capacity screens { name } showings(first: 3) { totalCount nodes { id } } } } }`;
  const bookings = `totalCount nodes { bookingNumber seats { seat { label } } tickets { id } showing { startsAt } timeline { status } }`;
  let some: {
    showingId: string;
    movieId: string;
    theaterId: string;
    screenId: string;
    customerId: string;
    number: string;
  };
  beforeAll(async () => {
    some = await one(`select showing.id as "showingId", movie_id as "movieId", theater_id as "theaterId",
        screen_id as "screenId", customer_id as "customerId", number
      from showing join booking on booking.showing_id = showing.id order by showing.id limit 1`);
  });
  const day = 'from: "2030-07-04T00:00:00Z", to: "2030-07-05T00:00:00Z"';

  it.each<[string, (ids: typeof some) => string]>([
    ['films', () => movies('')],
    ['films with a word', () => movies('query: "harbour"')],
    ['films with words', () => movies('query: "lighthouse rain"')],
    ['films of genres', () => movies('genres: ["western", "War"]')],
    ['films of a day', () => movies('showingOn: "2030-07-05"')],
    ['a film', ({ movieId }) => `{ movie(id: "${movieId}") { title showings(first: 20) { totalCount ${node} } } }`],
    ['showings', () => showings('', 'totalCount')],
    ['showings of a day', () => showings(day, 'totalCount')],
    ['showings of a film', ({ movieId }) => showings(`movieId: "${movieId}"`, 'totalCount')],
    ['showings of a theater', ({ theaterId }) => showings(`theaterId: "${theaterId}"`, 'totalCount')],
    [
      'showings of a film in a theater',
      ({ movieId, theaterId }) => showings(`movieId: "${movieId}", theaterId: "${theaterId}"`, 'totalCount'),
    ],
    ['showings on sale', () => showings('status: [ON_SALE]')],
    ['showings with room for eight', () => showings(`status: [ON_SALE], minSeatsAvailable: 8, ${day}`, 'totalCount')],
    ['theaters', () => theaters('')],
    ['theaters of a city', () => theaters('city: "bray"')],
    ['theaters with a word', () => theaters('query: "savoy"')],
    [
      'a seat map',
      ({ showingId }) =>
        `{ showing(id: "${showingId}") { seatStates { seat { label x y type } availability price { minor } heldUntil } seatsAvailable bestSeats(partySize: 3) { score } } }`,
    ],
    ['a seat plan', ({ screenId }) => `{ seats(screenId: "${screenId}", first: 50) { totalCount nodes { label } } }`],
    ['own bookings', () => `{ bookings(first: 20) { ${bookings} } }`],
    [
      'own bookings of a showing',
      ({ showingId }) =>
        `{ bookings(first: 20, filter: { showingId: "${showingId}", status: [CONFIRMED] }) { ${bookings} } }`,
    ],
    ['a booking', ({ number }) => `{ booking(bookingNumber: "${number}") { id } }`],
    [
      'what somebody has',
      ({ customerId }) =>
        `{ _entities(representations: [{ __typename: "User", id: "${customerId}" }]) { ... on User { bookings(first: 20) { ${bookings} } activeHolds { id } waitlist { id } } } }`,
    ],
  ])('(%s)', async (_name, query) => {
    const viewer = { ...someone(), userId: some.customerId };
    await indexedPlansOf(bed.db, async () => expect((await bed.ask(viewer, query(some))).errors).toBeUndefined());
  });

  it.each<[string, (ids: typeof some) => string]>([
    ['all bookings', () => `{ bookings(first: 20) { nodes { bookingNumber } } }`],
    [
      'those of somebody',
      ({ customerId }) => `{ bookings(first: 20, filter: { userId: "${customerId}" }) { ${bookings} } }`,
    ],
    [
      'those of a showing',
      ({ showingId }) => `{ bookings(first: 20, filter: { showingId: "${showingId}" }) { ${bookings} } }`,
    ],
  ])('(the staff: %s)', async (_name, query) => {
    await indexedPlansOf(bed.db, async () => expect((await bed.ask(aManager(), query(some))).errors).toBeUndefined());
  });
});
