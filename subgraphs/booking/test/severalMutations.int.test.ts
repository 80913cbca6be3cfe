import type { Viewer } from '@marquee/shared/auth';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aKey, eur } from './support/builders';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aHold } from './support/sales';

let bed: BookingBed;
let room: Room;
let ann: Viewer;
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  room = await aRoom(bed);
  ann = aCustomer();
});
afterAll(() => bed.close());

async function all<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await bed.ask<Data>(ann, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

describe('several mutations in one request', () => {
  it('each answer with the seats as they are after it', async () => {
    const input = (label: string) => ({
      showingId: room.showingId,
      seatIds: room.seats(label),
      idempotencyKey: aKey(),
    });
    const query = `mutation ($one: SeatHoldCreateInput!, $two: SeatHoldCreateInput!) {
      one: seatHoldCreate(input: $one) { ...after }
      two: seatHoldCreate(input: $two) { ...after }
    }
    fragment after on SeatHoldPayload { hold { showing { seatsAvailable seatStates { availability } } } }`;
    interface After {
      readonly hold: { readonly showing: { seatsAvailable: number; seatStates: { availability: string }[] } };
    }
    const answers = await all<Record<'one' | 'two', After>>(query, { one: input('A1'), two: input('A2') });
    const seen = [answers.one, answers.two].map(({ hold: { showing } }) => [
      showing.seatsAvailable,
      showing.seatStates.filter(({ availability }) => availability === 'HELD_BY_ME').length,
    ]);
    expect(seen).toEqual([
      [7, 1],
      [6, 2],
    ]);
  });

  it('each show the booking as it is after it', async () => {
    const { id: holdId } = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
    const first = await all<{ bookingCreate: { booking: { id: string } } }>(
      `mutation ($input: BookingCreateInput!) { bookingCreate(input: $input) { booking { id } } }`,
      { input: { holdId, expectedTotal: eur(1200), idempotencyKey: aKey() } },
    );
    const query = `mutation ($id: ID!, $key: IdempotencyKey!, $two: ID!, $three: ID!) {
      two: bookingSeatAdd(
        bookingId: $id, seat: { seatId: $two }, expectedTotal: { minor: 2400, currency: "EUR" }, idempotencyKey: $key
      ) { ...after }
      three: bookingSeatAdd(
        bookingId: $id, seat: { seatId: $three }, expectedTotal: { minor: 3600, currency: "EUR" }
        idempotencyKey: "another-key"
      ) { ...after }
      none: bookingCancel(input: { bookingId: $id, idempotencyKey: $key }) { ...after }
    }
    fragment after on BookingPayload {
      booking { status seats { seat { label } } tickets { id } timeline { status } }
    }`;
    interface After {
      readonly booking: { status: string; seats: unknown[]; tickets: unknown[]; timeline: unknown[] };
    }
    const { two, three, none } = await all<Record<'two' | 'three' | 'none', After>>(query, {
      id: first.bookingCreate.booking.id,
      key: aKey(),
      two: room.seat('A2'),
      three: room.seat('A3'),
    });
    const seen = [two, three, none].map(({ booking: { status, seats, tickets, timeline } }) => [
      status,
      seats.length,
      tickets.length,
      timeline.length,
    ]);
    expect(seen).toEqual([
      ['PENDING_PAYMENT', 2, 0, 2],
      ['PENDING_PAYMENT', 3, 0, 3],
      ['CANCELLED', 3, 0, 4],
    ]);
  });

  it('each show a hold as it is after it', async () => {
    const { id } = await aHold(bed, ann, { showingId: room.showingId, seatIds: room.seats('A1') });
    const input = { showingId: room.showingId, seatIds: room.seats('A2'), idempotencyKey: aKey() };
    const hold = await aHold(bed, ann, input);
    const query = `mutation ($id: ID!, $other: ID!, $input: SeatHoldCreateInput!) {
      before: seatHoldCreate(input: $input) { hold { id state } }
      released: seatHoldRelease(id: $other) { hold { state } }
      after: seatHoldCreate(input: $input) { replayed hold { id state } }
      extended: seatHoldExtend(id: $id) { hold { state extensionsLeft } }
    }`;
    expect(await all(query, { id, other: hold.id, input })).toEqual({
      before: { hold: { id: hold.id, state: 'ACTIVE' } },
      released: { hold: { state: 'RELEASED' } },
      after: { replayed: true, hold: { id: hold.id, state: 'RELEASED' } },
      extended: { hold: { state: 'EXTENDED', extensionsLeft: 1 } },
    });
  });

  it('each show the queue as it is after it', async () => {
    await aHold(bed, aCustomer(), { showingId: room.showingId, partySize: 8 });
    const query = `mutation ($join: WaitlistJoinInput!, $other: WaitlistJoinInput!) {
      one: waitlistJoin(input: $join) { entry { position showing { waitlistLength } } }
      two: waitlistJoin(input: $other) { entry { position showing { waitlistLength } } errors { code } }
    }`;
    const other = await aRoom(bed);
    expect(
      await all(query, {
        join: { showingId: room.showingId, partySize: 1 },
        other: { showingId: other.showingId, partySize: 1 },
      }),
    ).toEqual({
      one: { entry: { position: 1, showing: { waitlistLength: 1 } } },
      two: { entry: { position: 0, showing: { waitlistLength: 0 } }, errors: [] },
    });
  });
});
