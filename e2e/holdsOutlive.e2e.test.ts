import { book, hold } from './support/bookings';
import { signInBuyers } from './support/buyers';
import { openCinema } from './support/cinema';
import { listen, post } from './support/client';
import { type Marquee, startMarquee } from './support/marquee';
import { lookIntoBooking } from './support/seatHistory';

const watch = `subscription ($id: ID!, $after: EventCursor) {
  seatMapChanged(showingId: $id, after: $after) { cursor seatsAvailable changes { availability seat { label } } }
}`;

interface Watched {
  readonly seatMapChanged: {
    readonly cursor: string;
    readonly seatsAvailable: number;
    readonly changes: readonly { readonly availability: string; readonly seat: { readonly label: string } }[];
  };
}

describe('a booking process that is killed while fifty people hold seats, half of whom are about to pay', () => {
  let marquee: Marquee;
  beforeAll(async () => {
    marquee = await startMarquee('a process each');
  });
  afterAll(() => marquee.stop());

  it('frees all of them when their time is over, and those who look at the seats see it', async () => {
    const { url, processes } = marquee;
    const { showingId, seats } = await openCinema(url, 'Lantern Cinema', { capacity: 60 });
    const ids = Object.values(seats);
    const buyers = await signInBuyers(marquee, 50);
    const before = listen<Watched>(url, watch, { id: showingId });
    await Promise.all(
      buyers.map(async ({ token }, index) => {
        const { data } = await hold(url, token, { showingId, seatIds: [ids[index]] });
        expect(data.seatHoldCreate.errors).toEqual([]);
        if (index % 2 === 0) return;
        const booked = await book(url, token, { holdId: data.seatHoldCreate.hold?.id });
        expect(booked.data.bookingCreate).toMatchObject({ booking: { status: 'PENDING_PAYMENT' }, errors: [] });
      }),
    );
    const last = await before.find(({ seatMapChanged }) => seatMapChanged.seatsAvailable === 10, 10_000);
    const cursor = last?.seatMapChanged.cursor;
    expect(cursor).toBeDefined();
    await before.close();

    await processes['booking']?.kill();
    // Nobody of ours is awake: ten minutes pass by the clock of the database.
    await lookIntoBooking(marquee, (db) =>
      db.query(
        `create or replace function booking_now() returns timestamptz(3) language sql stable
         as $$ select date_trunc('milliseconds', statement_timestamp() + interval '10 minutes') $$`,
      ),
    );
    await processes['booking']?.restart();

    const availableNow = async () => {
      const query = 'query ($id: ID!) { showing(id: $id) { seatsAvailable } }';
      const { data } = await post<{ showing: { seatsAvailable: number } | null }>(url, query, { id: showingId });
      return data.showing?.seatsAvailable;
    };
    expect(await availableNow()).toBe(60);

    const after = listen<Watched>(url, watch, { id: showingId, after: cursor });
    const freed = new Set<string>();
    const isDone = await after.find(({ seatMapChanged }) => {
      for (const { availability, seat } of seatMapChanged.changes) if (availability === 'FREE') freed.add(seat.label);
      return freed.size === 50;
    }, 15_000);
    await after.close();
    expect(isDone?.seatMapChanged.seatsAvailable).toBe(60);
    const left = await lookIntoBooking(marquee, (db) =>
      db.query(
        `select (select count(*)::int from seat_claim) as claims,
           (select count(*)::int from seat_hold where state = 'EXPIRED') as holds,
           (select count(*)::int from booking where status = 'EXPIRED') as bookings`,
      ),
    );
    expect(left.rows).toEqual([{ claims: 0, holds: 25, bookings: 25 }]);
  });
});
