import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aScreen, aShowing, seatIdsOf } from './support/builders';
import { aCustomer } from './support/people';
import { aBooking, aHold, bookSeats, type HoldAnswer, holdSeats, seatMap } from './support/sales';

let bed: BookingBed;
let screenId: string;
let showingId: string;
let seats: Record<string, string>;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  screenId = await aScreen(bed, { rows: ['..........', '..........', '..........'] });
  showingId = await aShowing(bed, { screenId });
  seats = await seatIdsOf(bed, screenId);
});
afterAll(() => bed.close());

const won = (answers: readonly HoldAnswer[]) => answers.filter(({ hold }) => hold !== null);
const codes = (answers: readonly { readonly errors: readonly { readonly code: string }[] }[]) => [
  ...new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code))),
];

describe('two hundred who want the same seat at the same moment', () => {
  it('are one who has it, and 199 who are told what is free', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => holdSeats(bed, aCustomer(), { showingId, seatIds: [seats['B5']] })),
    );
    expect(won(answers)).toHaveLength(1);
    expect(codes(answers)).toEqual(['SEAT_UNAVAILABLE']);
    for (const { errors } of answers.filter(({ hold }) => hold === null)) {
      expect(errors[0]?.takenSeatIds).toEqual([seats['B5']]);
      expect(errors[0]?.alternatives?.length).toBe(3);
    }
    expect(await seatMap(bed, showingId)).toMatchObject({ total: 30, available: 29 });
  });
});

describe('parties whose seats overlap in every order', () => {
  it('never wait for each other in a circle, and share no seat', async () => {
    const labels = Object.keys(seats);
    const wishes = Array.from({ length: 100 }, (_, index) => {
      const names = [0, 7, 13, 19].map((step) => labels[(index * 11 + step) % labels.length]);
      return (index % 2 === 0 ? names : names.toReversed()).map((label) => seats[label ?? '']);
    });
    const answers = await Promise.all(wishes.map((seatIds) => holdSeats(bed, aCustomer(), { showingId, seatIds })));
    const held = won(answers).flatMap(({ hold }) => hold?.seats.map(({ label }) => label) ?? []);
    expect(new Set(held).size).toBe(held.length);
    expect(codes(answers)).toEqual(['SEAT_UNAVAILABLE']);
    expect((await seatMap(bed, showingId)).available).toBe(30 - held.length);
  });
});

describe('fifty who want the best seats for two', () => {
  it('fill the room, each with a block of their own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => holdSeats(bed, aCustomer(), { showingId, partySize: 2 })),
    );
    const held = won(answers).flatMap(({ hold }) => hold?.seats.map(({ label }) => label) ?? []);
    expect(won(answers)).toHaveLength(15);
    expect(new Set(held).size).toBe(30);
    expect(codes(answers)).toEqual(['SEAT_UNAVAILABLE']);
  });
});

describe('a hold whose time ends while others wait for its seats', () => {
  it('is booked by its holder or taken by one other, never both', async () => {
    const holder = aCustomer();
    const { id: holdId } = await aHold(bed, holder, { showingId, seatIds: [seats['A1']] });
    await bed.setNow('2030-07-03T12:10:00.000Z');
    const [booked, ...others] = await Promise.all([
      bookSeats(bed, holder, { holdId }),
      ...Array.from({ length: 20 }, () => holdSeats(bed, aCustomer(), { showingId, seatIds: [seats['A1']] })),
    ]);
    expect(booked?.errors.map(({ code }) => code)).toEqual(['HOLD_EXPIRED']);
    expect(won(others)).toHaveLength(1);
  });
});

describe('fifty bookings with one key', () => {
  it('are one booking, and 49 who are told so', async () => {
    const buyer = aCustomer();
    const input = { showingId, seats: [{ seatId: seats['C1'] }], idempotencyKey: 'one-and-the-same-key' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => bookSeats(bed, buyer, input)));
    expect(new Set(answers.map(({ booking }) => booking?.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed)).toHaveLength(49);
    expect((await seatMap(bed, showingId)).available).toBe(29);
  });
});

describe('one customer from many windows', () => {
  it('gets no more than eight seats of a showing', async () => {
    const hoarder = aCustomer();
    const labels = Object.keys(seats).slice(0, 20);
    const answers = await Promise.all(
      labels.map((label) => holdSeats(bed, hoarder, { showingId, seatIds: [seats[label]] })),
    );
    expect(won(answers)).toHaveLength(8);
    expect(codes(answers)).toEqual(['HOLD_LIMIT']);
    await expect(aBooking(bed, hoarder, { showingId, seats: [{ seatId: seats['C10'] }] })).rejects.toThrow(
      'HOLD_LIMIT',
    );
  });
});
