import type { Viewer } from '@marquee/shared/auth';
import { seededRandom } from '@marquee/shared/seeding';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur } from './support/builders';
import { confirmSeats, takesStep } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { addSeat, joinQueue, leaveQueue, setBlock } from './support/saleSteps';
import { bookSeats, cancelBooking, holdSeats, type Problem, withHold } from './support/sales';

let bed: BookingBed;
beforeAll(async () => {
  bed = await aBookingBed();
});
afterAll(() => bed.close());

/** What an honest customer can be told in such a rush. */
const expected = new Set([
  'SEAT_UNAVAILABLE',
  'HOLD_LIMIT',
  'HOLD_EXPIRED',
  'INVALID_TRANSITION',
  'VALIDATION',
  'PRICE_CHANGED',
]);

interface Customer {
  readonly viewer: Viewer;
  readonly holds: string[];
  readonly bookings: string[];
  readonly places: string[];
}

describe('twenty customers who do three hundred things at once', () => {
  const done = new Set<string>();

  it.each([1, 20_300_703, 4_711])('never share a seat, lose one, or wait in a circle (seed %i)', async (seed) => {
    await bed.setNow(wednesdayNoon);
    const random = seededRandom(seed);
    const below = (limit: number) => Math.floor(random() * limit);
    const pick = <T>(items: readonly T[]) => items.at(below(items.length)) as T;
    const screen = await aRoom(bed, { rows: Array(6).fill('.'.repeat(10)) });
    // Two showings of one screen: what is blocked in all showings locks both.
    const rooms = [screen, await aRoom(bed, { screenId: screen.screenId, startsAt: '2030-07-05T19:00:00Z' })];
    const customers: Customer[] = Array.from({ length: 20 }, () => ({
      viewer: aCustomer(),
      holds: [],
      bookings: [],
      places: [],
    }));
    const labels = Array.from('ABCDEF').flatMap((row) =>
      Array.from({ length: 10 }, (_, index) => `${row}${index + 1}`),
    );
    const someSeats = ({ seat }: Room) =>
      [...new Set(Array.from({ length: 1 + below(3) }, () => pick(labels)))].map(seat);

    const totalOf = async (query: string, id: string) => {
      const [row]: { total: number }[] = await bed.db.query(query, [id]);
      return row?.total ?? 0;
    };
    const problems: Problem[] = [];
    const refusals: string[] = [];
    const note = (name: string, errors: readonly Problem[]) => {
      problems.push(...errors);
      if (errors.length === 0) done.add(name);
    };
    const steps: Record<string, (customer: Customer, room: Room) => Promise<void>> = {
      hold: async ({ viewer, holds }, room) => {
        const wish = below(2) === 0 ? { partySize: 1 + below(4) } : { seatIds: someSeats(room) };
        const { hold, errors } = await holdSeats(bed, viewer, { showingId: room.showingId, ...wish });
        if (hold !== null) holds.push(hold.id);
        note('hold', errors);
      },
      extend: async ({ viewer, holds }) => {
        if (holds.length > 0) note('extend', (await withHold(bed, viewer, 'seatHoldExtend', pick(holds))).errors);
      },
      release: async ({ viewer, holds }) => {
        if (holds.length > 0) note('release', (await withHold(bed, viewer, 'seatHoldRelease', pick(holds))).errors);
      },
      convert: async ({ viewer, holds, bookings }) => {
        if (holds.length === 0) return;
        const holdId = pick(holds);
        const expectedTotal = eur(
          await totalOf('select total_minor::int as total from seat_hold where id = $1', holdId),
        );
        const { booking, errors } = await bookSeats(bed, viewer, { holdId, expectedTotal });
        if (booking !== null) bookings.push(booking.id);
        note('convert', errors);
      },
      book: async ({ viewer, bookings }, room) => {
        const seats = someSeats(room).map((seatId) => ({ seatId }));
        const expectedTotal = eur(1200 * seats.length);
        const { booking, errors } = await bookSeats(bed, viewer, { showingId: room.showingId, seats, expectedTotal });
        if (booking !== null) bookings.push(booking.id);
        note('book', errors);
      },
      add: async ({ viewer, bookings }, room) => {
        if (bookings.length === 0) return;
        const bookingId = pick(bookings);
        const seat = { seatId: room.seat(pick(labels)) };
        const total = await totalOf('select total_minor::int as total from booking where id = $1', bookingId);
        note('add', (await addSeat(bed, viewer, { bookingId, seat, expectedTotal: eur(total + 1200) })).errors);
      },
      pay: async ({ viewer, bookings }) => {
        if (bookings.length === 0) return;
        const id = pick(bookings);
        const total = await totalOf('select total_minor::int as total from booking where id = $1', id);
        const outcome = await takesStep(bed, { step: confirmSeats(id, total), customerId: viewer.userId });
        if (outcome.kind === 'REFUSED') refusals.push(outcome.refusal.code);
        else done.add('pay');
      },
      undo: async ({ viewer, bookings }) => {
        if (bookings.length === 0) return;
        const step = confirmSeats(pick(bookings));
        const outcome = await takesStep(bed, { step, action: 'UNDO', customerId: viewer.userId });
        expect(outcome).toEqual({ kind: 'DONE' });
        done.add('undo');
      },
      cancel: async ({ viewer, bookings }) => {
        if (bookings.length > 0)
          note('cancel', (await cancelBooking(bed, viewer, { bookingId: pick(bookings) })).errors);
      },
      join: async ({ viewer, places }, { showingId }) => {
        const { entry, errors } = await joinQueue(bed, viewer, { showingId, partySize: 1 + below(4) });
        if (entry !== null) places.push(entry.id);
        note('join', errors);
      },
      leave: async ({ viewer, places }) => {
        if (places.length > 0) note('leave', (await leaveQueue(bed, viewer, pick(places))).errors);
      },
      block: async (_customer, { seat, showingId }) => {
        const where = below(3) === 0 ? {} : { showingId };
        note('block', (await setBlock(bed, { seatId: seat(pick(labels)), blocked: below(2) === 0, ...where })).errors);
      },
      sweep: async () => {
        await releaseDueSeats(bed.db);
        note('sweep', []);
      },
    };
    const often = [
      'hold',
      'hold',
      'hold',
      'book',
      'book',
      'convert',
      'convert',
      'pay',
      'pay',
      'add',
      'add',
      'add',
      ...Object.keys(steps),
    ];

    // In rounds, so that customers come to have something; the clock moves on between.
    for (let round = 0; round < 6; round += 1) {
      await bed.setNow(new Date(Date.parse(wednesdayNoon) + round * 180_000).toISOString());
      const turns = Array.from({ length: 50 }, () => steps[pick(often)]?.(pick(customers), pick(rooms)));
      await Promise.all(turns);
      await checkInvariants(bed);
    }

    expect(problems.filter(({ code }) => !expected.has(code))).toEqual([]);
    expect(refusals.filter((code) => !expected.has(code))).toEqual([]);
  });

  it('do each of them with success, or else it was no rush', () => {
    const seats = ['block', 'extend', 'hold', 'release', 'sweep'];
    const bookings = ['add', 'book', 'cancel', 'convert', 'pay', 'undo'];
    expect([...done].toSorted()).toEqual([...seats, ...bookings, 'join', 'leave'].toSorted());
  });
});

/** What must hold at every moment, by the clock of the database. */
async function checkInvariants({ db }: BookingBed): Promise<void> {
  const none = async (what: string, query: string) => expect([what, await db.query(query)]).toEqual([what, []]);
  await none(
    'a live hold without the claim of one of its seats',
    `select h.id from seat_hold h join seat_hold_seat s on s.hold_id = h.id
     where h.state in ('ACTIVE', 'EXTENDED') and h.expires_at > booking_now() and not exists (
       select from seat_claim c where c.hold_id = h.id and c.seat_id = s.seat_id and c.showing_id = h.showing_id
         and c.expires_at = h.expires_at)`,
  );
  await none(
    'a booking without the claim of one of its seats',
    `select b.id from booking b join booked_seat s on s.booking_id = b.id
     where (b.status = 'CONFIRMED' or b.status = 'PENDING_PAYMENT' and b.expires_at > booking_now()) and not exists (
       select from seat_claim c where c.booking_id = b.id and c.seat_id = s.seat_id and c.showing_id = b.showing_id
         and c.expires_at is not distinct from case b.status when 'PENDING_PAYMENT' then b.expires_at end)`,
  );
  await none(
    'a claim of a hold that is over',
    `select c.* from seat_claim c join seat_hold h on h.id = c.hold_id where h.state not in ('ACTIVE', 'EXTENDED')`,
  );
  await none(
    'a claim of a booking that is over',
    `select c.* from seat_claim c join booking b on b.id = c.booking_id where b.status not in ('PENDING_PAYMENT', 'CONFIRMED')`,
  );
  await none(
    'a booking whose tickets are not as many as its seats once it was paid, and none before',
    `select b.id from booking b left join ticket t on t.booking_id = b.id
     group by b.id having count(t.id) <> case when exists (
       select from booking_timeline l where l.booking_id = b.id and l.status = 'CONFIRMED') then b.seat_count else 0 end`,
  );
  await none(
    'a claim of a seat that its hold or its booking does not have',
    `select c.* from seat_claim c
     where not exists (select from seat_hold_seat s where s.hold_id = c.hold_id and s.seat_id = c.seat_id)
       and not exists (select from booked_seat s where s.booking_id = c.booking_id and s.seat_id = c.seat_id)
       and c.kind <> 'BLOCK'`,
  );
  await none(
    'a booking whose seats are not what it says',
    `select b.id from booking b join booked_seat s on s.booking_id = b.id
     group by b.id having count(*) <> b.seat_count or sum(s.price_minor) <> b.total_minor`,
  );
  await none(
    'a hold that was booked twice, or booked without being converted',
    `select h.id from seat_hold h join booking b on b.hold_id = h.id
     group by h.id having count(*) > 1 or h.state <> 'CONVERTED'`,
  );
  await none(
    'a customer with more than eight seats of a showing',
    `select coalesce(h.user_id, b.customer_id) from seat_claim c
     left join seat_hold h on h.id = c.hold_id left join booking b on b.id = c.booking_id
     where c.kind <> 'BLOCK' and coalesce(c.expires_at, 'infinity') > booking_now()
     group by c.showing_id, coalesce(h.user_id, b.customer_id) having count(*) > 8`,
  );
  await none(
    'an offer that has ended while its place has not',
    `select w.id from waitlist_entry w join seat_hold h on h.id = w.hold_id
     where w.state = 'OFFERED' and h.state not in ('ACTIVE', 'EXTENDED')`,
  );
}
