import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { releaseDueSeats } from '../src/services/seats/releaseDueSeats';
import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { changeShowing, eur } from './support/builders';
import { answersOf, bookingOf, confirmSeats, paid, requested, reserveSeats, takesStep } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { addSeat, aPlace, cancelShowing, checkIn, offerTo } from './support/saleSteps';
import { aBooking, aHold, cancelBooking, type Held, seatMap, withHold } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
let held: Held;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, { rows: ['....'] });
  ann = aCustomer();
  held = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1', 'A2') });
});
afterAll(() => bed.close());

const done = { kind: 'DONE' };
const refused = (code: string, more: Record<string, unknown> = {}) => ({
  kind: 'REFUSED',
  refusal: expect.objectContaining({ code, ...more }),
});
const asks = (step: Parameters<typeof requested>[0]['step'], more: Record<string, unknown> = {}) =>
  takesStep(bed, { step, customerId: ann.userId, ...more });
const bookingCount = async () => {
  const rows: unknown[] = await bed.db.query('select from booking where showing_id = $1', [room.showingId]);
  return rows.length;
};
const toldOf = async (id: string) => {
  const rows: { type: string; data: Record<string, unknown> }[] = await bed.db.query(
    `select type, envelope->'data' as data from outbox where aggregate_id = $1 order by id`,
    [id],
  );
  return rows;
};
/** The seats of the hold in a checkout, until 12:05. */
const reserved = async () => {
  const step = reserveSeats(held);
  expect(await asks(step)).toEqual(done);
  return step.bookingId;
};

describe('reserving the seats of a hold', () => {
  it('makes the booking that the order has named, which waits as long as the order says', async () => {
    const bookingId = await reserved();
    expect(await bookingOf(bed, ann, bookingId)).toMatchObject({
      id: bookingId,
      status: 'PENDING_PAYMENT',
      total: eur(2400),
      cancellableUntil: '2030-07-03T12:05:00.000Z',
      tickets: [],
    });
    expect(await toldOf(bookingId)).toMatchObject([
      { type: 'booking.created', data: { isOfOrder: true, expiresAt: '2030-07-03T12:05:00.000Z', version: 1 } },
    ]);
    expect((await toldOf(held.id)).at(-1)?.data).toMatchObject({ state: 'CONVERTED' });
    const heldUntil = '2030-07-03T12:05:00.000Z';
    expect((await toldOf(room.showingId)).at(-1)?.data['changes']).toMatchObject([
      { availability: 'HELD', heldUntil, heldBy: ann.userId },
      { availability: 'HELD', heldUntil, heldBy: ann.userId },
    ]);
    await bed.setNow('2030-07-03T12:05:00.000Z');
    expect((await seatMap(bed, room.showingId)).available).toBe(4);
  });

  it('comes by the bus', async () => {
    const request = requested({ step: reserveSeats(held), customerId: ann.userId });
    await bed.hear(request);
    await eventually(async () => expect(await answersOf(bed, request.data.sagaId, 'DO')).toEqual([done]), 30_000);
  });

  it('keeps the prices of the hold', async () => {
    await changeShowing(bed, { id: room.showingId, basePrice: eur(5000) });
    expect((await bookingOf(bed, ann, await reserved()))?.total).toEqual(eur(2400));
  });

  it.each<[string, () => Promise<unknown>, ReturnType<typeof refused>]>([
    [
      'has run out',
      () => bed.setNow('2030-07-03T12:10:00.000Z'),
      refused('HOLD_EXPIRED', {
        type: 'HoldExpiredError',
        details: { expiredAt: '2030-07-03T12:10:00.000Z', canReacquire: true },
      }),
    ],
    ['was released', () => withHold(bed, ann, 'seatHoldRelease', held.id), refused('INVALID_TRANSITION')],
    [
      'was booked',
      () => aBooking(bed, ann, { holdId: held.id, expectedTotal: held.total }),
      refused('INVALID_TRANSITION'),
    ],
    ['went with its showing', () => cancelShowing(bed, room.showingId), refused('INVALID_TRANSITION')],
  ])('is refused when the hold %s', async (_name, end, refusal) => {
    await end();
    const before = await bookingCount();
    expect(await asks(reserveSeats(held, { expiresAt: '2030-07-03T12:20:00.000Z' }))).toEqual(refusal);
    expect(await bookingCount()).toBe(before);
  });

  it.each([
    ['for another total', () => reserveSeats(held, { expectedTotal: eur(2399) }), 'PRICE_CHANGED'],
    ['for a hold that is not there', () => ({ ...reserveSeats(held), holdId: newId('seatHold') }), 'NOT_FOUND'],
    ['for no time', () => reserveSeats(held, { expiresAt: wednesdayNoon }), 'HOLD_EXPIRED'],
  ])('is refused %s, and the hold stays as it is', async (_name, step, code) => {
    expect(await asks(step())).toEqual(refused(code));
    expect((await seatMap(bed, room.showingId, ann)).states).toMatchObject({ A1: 'HELD_BY_ME', A2: 'HELD_BY_ME' });
    expect(await bookingCount()).toBe(0);
    await reserved();
  });

  it('is refused once the showing is over', async () => {
    room = await aRoom(bed, { startsAt: '2030-07-03T12:01:00Z', salesCloseAt: '2030-07-03T14:05:00Z' });
    await bed.setNow('2030-07-03T14:00:00Z');
    held = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
    await bed.setNow('2030-07-03T14:05:00Z');
    const step = reserveSeats(held, { expiresAt: '2030-07-03T14:10:00.000Z' });
    expect(await asks(step)).toEqual(refused('SHOWING_CLOSED'));
  });

  it("is refused for somebody else's hold as for one that is not there", async () => {
    const answer = await asks(reserveSeats(held), { customerId: aCustomer().userId });
    expect(answer).toEqual(refused('NOT_FOUND', { message: 'There is no such hold.' }));
  });

  it('is one booking, however often and by how many at once it is asked for', async () => {
    const [sagaId, step] = [newId('checkoutSaga'), reserveSeats(held)];
    const answers = await Promise.all(Array.from({ length: 50 }, () => asks(step, { sagaId })));
    expect(answers).toEqual(answers.map(() => done));
    expect([await bookingCount(), (await toldOf(step.bookingId)).length]).toEqual([1, 1]);
    expect(await answersOf(bed, sagaId, 'DO')).toHaveLength(50);
  });

  it('is one booking of fifty checkouts of the same hold', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => asks(reserveSeats(held))));
    expect(answers.filter(({ kind }) => kind === 'DONE')).toHaveLength(1);
    const codes = answers.flatMap((answer) => (answer.kind === 'REFUSED' ? [answer.refusal.code] : []));
    expect(codes).toEqual(Array(49).fill('INVALID_TRANSITION'));
    expect(await bookingCount()).toBe(1);
  });

  it('is all or nothing when the process dies in it, and done once when it is asked for again', async () => {
    const [sagaId, step] = [newId('checkoutSaga'), reserveSeats(held)];
    // As if the connection went away with the last statement of the step.
    await bed.db.query(`create function die() returns trigger language plpgsql as $$ begin raise 'gone'; end $$`);
    await bed.db.query(`create trigger die before insert on booking_timeline for each row execute function die()`);
    await expect(asks(step, { sagaId })).rejects.toThrow('gone');
    await bed.db.query('drop function die cascade');
    expect([await bookingCount(), await answersOf(bed, sagaId, 'DO')]).toEqual([0, []]);
    expect((await seatMap(bed, room.showingId, ann)).states['A1']).toBe('HELD_BY_ME');
    expect(await asks(step, { sagaId })).toEqual(done);
    expect(await bookingCount()).toBe(1);
  });
});

describe('confirming a booking', () => {
  it('sells its seats, and gives a ticket for each', async () => {
    const bookingId = await reserved();
    await bed.setNow('2030-07-03T12:04:59.999Z');
    expect(await asks(confirmSeats(bookingId))).toEqual(done);
    expect(await bookingOf(bed, ann, bookingId)).toMatchObject({
      status: 'CONFIRMED',
      cancellableUntil: '2030-07-04T17:00:00.000Z',
      timeline: [{ status: 'PENDING_PAYMENT' }, { at: '2030-07-03T12:04:59.999Z', status: 'CONFIRMED', note: null }],
      tickets: ['A1', 'A2'].map((label) => ({
        id: expect.stringMatching(/^tkt_/),
        code: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        checkedInAt: null,
        seat: { label },
      })),
    });
    expect(await toldOf(bookingId)).toMatchObject([
      { type: 'booking.created' },
      { type: 'booking.confirmed', data: { status: 'CONFIRMED', version: 2, seatIds: room.seats('A1', 'A2') } },
    ]);
    expect((await toldOf(room.showingId)).at(-1)?.data).toMatchObject({
      seatsAvailable: 2,
      changes: [{ availability: 'SOLD' }, { availability: 'SOLD' }],
    });
  });

  it('again, by another checkout too, changes nothing, also when somebody was let in', async () => {
    const bookingId = await reserved();
    await asks(confirmSeats(bookingId));
    const { tickets } = await paid(bed, ann, { ...(await aSeen(bookingId)), total: eur(2400) });
    expect(tickets).toHaveLength(2);
    await bed.setNow('2030-07-04T18:00:00.000Z');
    await checkIn(bed, tickets[0]?.code ?? '');
    expect(await asks(confirmSeats(bookingId))).toEqual(done);
    expect((await toldOf(bookingId)).map(({ type }) => type)).toEqual([
      'booking.created',
      'booking.confirmed',
      'booking.updated',
    ]);
  });

  it.each([
    ['nobody has swept', () => Promise.resolve()],
    ['it was swept', () => releaseDueSeats(bed.db)],
  ])('comes too late when its time is over and %s', async (_name, sweep) => {
    const bookingId = await reserved();
    await bed.setNow('2030-07-03T12:05:00.000Z');
    await sweep();
    const details = { expiredAt: '2030-07-03T12:05:00.000Z', canReacquire: true };
    expect(await asks(confirmSeats(bookingId))).toEqual(refused('HOLD_EXPIRED', { type: 'HoldExpiredError', details }));
    expect((await bookingOf(bed, ann, bookingId))?.status).toBe('EXPIRED');
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') });
    expect(await asks(confirmSeats(bookingId))).toEqual(
      refused('HOLD_EXPIRED', { details: { ...details, canReacquire: false } }),
    );
  });

  it('is refused for one that was called off', async () => {
    const bookingId = await reserved();
    await cancelBooking(bed, ann, { bookingId });
    expect(await asks(confirmSeats(bookingId))).toEqual(
      refused('INVALID_TRANSITION', { message: 'A booking that is CANCELLED cannot become CONFIRMED.' }),
    );
    expect((await seatMap(bed, room.showingId)).available).toBe(4);
  });

  it('is refused once the showing is over', async () => {
    room = await aRoom(bed, { startsAt: '2030-07-03T12:01:00Z', salesCloseAt: '2030-07-03T14:05:00Z' });
    await bed.setNow('2030-07-03T14:04:00Z');
    const seats = [{ seatId: room.seat('A1') }];
    const { id } = await aBooking(bed, ann, { showingId: room.showingId, seats });
    await bed.setNow('2030-07-03T14:05:00Z');
    expect(await asks(confirmSeats(id))).toEqual(refused('SHOWING_CLOSED'));
  });

  it('is refused when a seat was added while less was being paid', async () => {
    const { id: bookingId } = await aBooking(bed, ann, { holdId: held.id, expectedTotal: held.total });
    await addSeat(bed, ann, { bookingId, seat: { seatId: room.seat('A3') }, expectedTotal: eur(3600) });
    expect(await asks(confirmSeats(bookingId, 2400))).toEqual(
      refused('PRICE_CHANGED', { details: { expected: eur(2400), actual: eur(3600) } }),
    );
    // Who does not say what was paid does not know of the seat.
    expect(await asks(confirmSeats(bookingId))).toEqual(refused('VALIDATION'));
    expect(await asks(confirmSeats(bookingId, 3600))).toEqual(done);
  });

  it.each([
    ['that is not there', () => Promise.resolve(newId('booking')), () => ann.userId],
    ["that is somebody else's", () => reserved(), () => aCustomer().userId],
  ])('is refused for one %s', async (_name, booking, customer) => {
    const answer = await asks(confirmSeats(await booking()), { customerId: customer() });
    expect(answer).toEqual(refused('NOT_FOUND', { message: 'There is no such booking.' }));
  });

  it('in the moment in which its time ends sells the seats once, to it or to who holds them next', async () => {
    for (let round = 0; round < 5; round += 1) {
      await bed.setNow(wednesdayNoon);
      room = await aRoom(bed, { rows: ['....'] });
      const { id } = await aBooking(bed, ann, { showingId: room.showingId, seats: [{ seatId: room.seat('A1') }] });
      const [answer] = await Promise.all([
        asks(confirmSeats(id)),
        bed.setNow('2030-07-03T12:10:00.000Z'),
        releaseDueSeats(bed.db),
        ...Array.from({ length: 5 }, () =>
          aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1') }).catch(() => null),
        ),
      ]);
      const { status, tickets } = await aSeen(id);
      const claims: unknown[] = await bed.db.query(
        'select from seat_claim where booking_id = $1 and (expires_at is null or expires_at > booking_now())',
        [id],
      );
      const isSold = answer.kind === 'DONE';
      expect([status, tickets.length, claims.length]).toEqual(isSold ? ['CONFIRMED', 1, 1] : ['EXPIRED', 0, 0]);
    }
  });
});

const aSeen = async (id: string) => {
  const seen = await bookingOf(bed, ann, id);
  if (seen === null) throw new Error('there is no such booking');
  return seen;
};

describe.each(['RESERVE_SEATS', 'CONFIRM_SEATS'] as const)('undoing %s', (name) => {
  const undo = (bookingId: string, more: Record<string, unknown> = {}) => {
    const step = name === 'RESERVE_SEATS' ? reserveSeats(held, { bookingId }) : confirmSeats(bookingId);
    return asks(step, { action: 'UNDO', reason: 'The card was declined.', ...more });
  };

  it.each<[string, (bookingId: string) => Promise<unknown>, string]>([
    ['waits', () => Promise.resolve(), 'CANCELLED'],
    ['waited too long', () => bed.setNow('2030-07-03T12:05:00.000Z'), 'EXPIRED'],
    ['is confirmed', (id) => asks(confirmSeats(id)), 'CANCELLED'],
    [
      'was used',
      async (id) => {
        await asks(confirmSeats(id));
        await bed.setNow('2030-07-04T18:59:00.000Z');
        await checkIn(bed, (await aSeen(id)).tickets[0]?.code ?? '');
      },
      'CANCELLED',
    ],
  ])('lets go of a booking that %s, and offers its seats to who waits', async (_was, happen, status) => {
    const bookingId = await reserved();
    const waiting = aCustomer();
    await happen(bookingId);
    await aPlace(bed, waiting, room.showingId, 4);
    expect(await undo(bookingId)).toEqual(done);
    expect(await aSeen(bookingId)).toMatchObject({ status, tickets: [] });
    expect(await offerTo(bed, waiting)).toEqual(['A1', 'A2', 'A3', 'A4']);
    const { type, data } = (await toldOf(bookingId)).at(-1) ?? {};
    expect([type, data?.['reason']]).toEqual(
      status === 'EXPIRED' ? ['booking.expired', undefined] : ['booking.cancelled', 'The card was declined.'],
    );
  });

  it.each<[string, (bookingId: string) => Promise<unknown>, string]>([
    ['called off', (bookingId) => cancelBooking(bed, ann, { bookingId }), 'CANCELLED'],
    [
      'expired',
      async () => {
        await bed.setNow('2030-07-03T12:05:00.000Z');
        await releaseDueSeats(bed.db);
      },
      'EXPIRED',
    ],
    [
      'refunded',
      async (bookingId) => {
        await cancelBooking(bed, ann, { bookingId });
        await bed.db.query(`update booking set status = 'REFUNDED' where id = $1`, [bookingId]);
      },
      'REFUNDED',
    ],
    ['undone', (bookingId) => undo(bookingId), 'CANCELLED'],
  ])('leaves alone one that was %s, and those who have its seats now', async (_was, end, status) => {
    const bookingId = await reserved();
    await end(bookingId);
    await aHold(bed, aCustomer(), { showingId: room.showingId, seatIds: room.seats('A1', 'A2') });
    const before = (await toldOf(bookingId)).length;
    expect(await undo(bookingId)).toEqual(done);
    expect([(await aSeen(bookingId)).status, (await toldOf(bookingId)).length]).toEqual([status, before]);
    expect((await seatMap(bed, room.showingId)).available).toBe(2);
  });

  it('has nothing to do where there is no booking, or it is no booking of that customer', async () => {
    expect(await undo(newId('booking'))).toEqual(done);
    const bookingId = await reserved();
    expect(await undo(bookingId, { customerId: aCustomer().userId })).toEqual(done);
    expect((await aSeen(bookingId)).status).toBe('PENDING_PAYMENT');
  });

  it('before the step keeps it from being taken', async () => {
    const [sagaId, bookingId] = [newId('checkoutSaga'), newId('booking')];
    expect(await undo(bookingId, { sagaId })).toEqual(done);
    const step = name === 'RESERVE_SEATS' ? reserveSeats(held, { bookingId }) : confirmSeats(bookingId);
    expect(await asks(step, { sagaId })).toEqual(refused('CHECKOUT_OVER'));
    expect((await seatMap(bed, room.showingId, ann)).states['A1']).toBe('HELD_BY_ME');
  });
});
