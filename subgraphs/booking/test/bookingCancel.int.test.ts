import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { aKey, eur } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { aCustomer, aManager } from './support/people';
import { aRoom, type Room } from './support/room';
import { cancelShowing, checkIn } from './support/saleSteps';
import { cancelBooking, holdSeats, seatMap } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed);
  ann = aCustomer();
});
afterAll(() => bed.close());

const bookTwo = () => {
  const { showingId, seats } = room;
  const choices = seats('A1', 'A2').map((seatId) => ({ seatId }));
  return aPaidBooking(bed, ann, { showingId, seats: choices, expectedTotal: eur(2400) });
};
const refused = (code: string, more: Record<string, unknown> = {}) => ({
  booking: null,
  errors: [expect.objectContaining({ code, ...more })],
});

describe('cancelling a booking', () => {
  it('frees its seats, takes its tickets back, and notes the reason', async () => {
    const { id: bookingId } = await bookTwo();
    await bed.setNow('2030-07-03T13:00:00.000Z');
    const { booking, errors } = await cancelBooking(bed, ann, { bookingId, reason: ' Ill.\nSorry ' });
    expect(errors).toEqual([]);
    expect(booking).toMatchObject({
      status: 'CANCELLED',
      total: eur(2400),
      cancellableUntil: null,
      seats: [{ seat: { label: 'A1' } }, { seat: { label: 'A2' } }],
      tickets: [],
      timeline: [
        { at: wednesdayNoon, status: 'PENDING_PAYMENT', note: null },
        { at: wednesdayNoon, status: 'CONFIRMED', note: null },
        { at: '2030-07-03T13:00:00.000Z', status: 'CANCELLED', note: 'Ill.\nSorry' },
      ],
    });
    expect((await seatMap(bed, room.showingId)).available).toBe(8);
    const seatIds = room.seats('A1', 'A2');
    expect((await holdSeats(bed, aCustomer(), { showingId: room.showingId, seatIds })).errors).toEqual([]);
  });

  it('is possible until two hours before the beginning', async () => {
    const [{ id: first }, { showingId, seat }] = [await bookTwo(), room];
    const { id: second } = await aPaidBooking(bed, ann, { showingId, seats: [{ seatId: seat('B1') }] });
    await bed.setNow('2030-07-04T16:59:59.999Z');
    expect((await cancelBooking(bed, ann, { bookingId: first })).booking?.status).toBe('CANCELLED');
    await bed.setNow('2030-07-04T17:00:00.000Z');
    const input = { bookingId: second, idempotencyKey: aKey() };
    const closed = refused('CANCELLATION_WINDOW_CLOSED', {
      __typename: 'CancellationWindowClosedError',
      closedAt: '2030-07-04T17:00:00.000Z',
      path: ['input', 'bookingId'],
    });
    expect(await cancelBooking(bed, ann, input)).toMatchObject(closed);
    expect(await cancelBooking(bed, ann, input)).toMatchObject(closed);
    expect((await seatMap(bed, room.showingId)).states['B1']).toBe('SOLD');
  });

  it('is not possible once somebody of the party was let in', async () => {
    const { id: bookingId, tickets } = await bookTwo();
    await bed.setNow('2030-07-04T16:30:00.000Z');
    const { booking } = await checkIn(bed, tickets[0]?.code ?? '');
    expect(booking).toMatchObject({ status: 'CHECKED_IN', cancellableUntil: null });
    expect(await cancelBooking(bed, ann, { bookingId })).toMatchObject(
      refused('INVALID_TRANSITION', { message: 'A booking that is CHECKED_IN cannot become CANCELLED.' }),
    );
    expect((await seatMap(bed, room.showingId)).available).toBe(6);
  });

  it('is done once: its key answers the same, another is refused', async () => {
    const { id: bookingId } = await bookTwo();
    const input = { bookingId, idempotencyKey: aKey() };
    const first = await cancelBooking(bed, ann, input);
    expect(await cancelBooking(bed, ann, input)).toEqual({ ...first, replayed: true });
    expect(await cancelBooking(bed, ann, { bookingId })).toMatchObject(
      refused('INVALID_TRANSITION', { message: 'A booking that is CANCELLED cannot become CANCELLED.' }),
    );
    expect(await cancelBooking(bed, ann, { ...input, reason: 'Another' })).toMatchObject(
      refused('IDEMPOTENCY_KEY_REUSED'),
    );
  });

  it('of twenty at the same moment is one step', async () => {
    const { id: bookingId } = await bookTwo();
    const answers = await Promise.all(Array.from({ length: 20 }, () => cancelBooking(bed, ann, { bookingId })));
    const done = answers.filter(({ booking }) => booking !== null);
    expect(done.map(({ booking }) => booking?.timeline.length)).toEqual([3]);
    expect(new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)))).toEqual(
      new Set(['INVALID_TRANSITION']),
    );
  });

  it('leaves alone the seats that somebody else has bought since', async () => {
    const { id: bookingId } = await bookTwo();
    await cancelBooking(bed, ann, { bookingId });
    await aPaidBooking(bed, aCustomer(), { showingId: room.showingId, seats: [{ seatId: room.seat('A1') }] });
    await cancelBooking(bed, ann, { bookingId });
    await cancelShowing(bed, (await aRoom(bed)).showingId);
    expect((await seatMap(bed, room.showingId)).states['A1']).toBe('SOLD');
  });

  it.each([
    ['of more than 500 characters', 'x'.repeat(501)],
    ['with NUL', 'a\u0000'],
    ['with half of a surrogate pair', '\ud800'],
  ])('is refused for a reason %s', async (_name, reason) => {
    const { id: bookingId } = await bookTwo();
    expect(await cancelBooking(bed, ann, { bookingId, reason })).toMatchObject(
      refused('VALIDATION', { path: ['input', 'reason'] }),
    );
  });

  it("of somebody else's booking is refused as of one that is not there", async () => {
    const { id } = await bookTwo();
    for (const viewer of [aCustomer(), aManager()]) {
      for (const bookingId of [id, newId('booking'), 'nonsense', '\u0000', '\ud800']) {
        expect(await cancelBooking(bed, viewer, { bookingId })).toEqual({
          booking: null,
          replayed: false,
          errors: [
            {
              __typename: 'NotFoundError',
              code: 'NOT_FOUND',
              message: 'There is no such booking.',
              path: ['input', 'bookingId'],
            },
          ],
        });
      }
    }
    expect((await seatMap(bed, room.showingId)).available).toBe(6);
  });
});
