import { countStatements } from '@marquee/shared/database';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aMovie } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace } from './support/saleSteps';
import { aHold } from './support/sales';

let bed: BookingBed;
const rooms: Room[] = [];
/** Has a booking of each showing, and a hold and a place in the queue in each as well. */
const busy = aCustomer();
/** Has three of all that. */
const calm = aCustomer();
beforeAll(async () => {
  bed = await aBookingBed();
  for (let index = 0; index < 30; index += 1) {
    const room = await aRoom(bed, { rows: ['....'], movieId: await aMovie(bed, { title: `Film ${index}` }) });
    rooms.push(room);
    for (const [viewer, booked, held] of index < 3 ? [first, second] : [first]) {
      const { showingId, seat, seats } = room;
      await aPaidBooking(bed, viewer, { showingId, seats: [{ seatId: seat(booked) }] });
      await aHold(bed, viewer, { showingId, seatIds: seats(held) });
    }
    for (const viewer of index < 3 ? [busy, calm] : [busy]) await aPlace(bed, viewer, room.showingId, 4);
  }
}, 120_000);
afterAll(() => bed.close());

const first = [busy, 'A1', 'A2'] as const;
const second = [calm, 'A3', 'A4'] as const;

describe('the number of statements does not grow with the number of rows', () => {
  it.each<[string, number, string]>([
    [
      // Bookings; booked seats; seats; showings; films; theaters; tickets; timelines; the count; and the
      // bookings again, for the codes.
      'from bookings over seats, showings and tickets',
      10,
      `query ($first: Int) { list: bookings(first: $first) { totalCount nodes {
        bookingNumber total { minor } cancellableUntil customer { id } timeline { status }
        seats { price { minor } seat { label } }
        showing { startsAt movie { title } theater { name } }
        tickets { code checkedInAt seat { label } }
      } } }`,
    ],
    [
      // Showings; seats; claims; tiers; counts; queues; the time.
      'from showings over the state of every seat',
      7,
      `query ($first: Int) { list: showings(first: $first) { nodes {
        status seatsTotal seatsAvailable waitlistLength
        seatStates { availability heldUntil price { minor } seat { label } }
      } } }`,
    ],
    [
      // Showings; the states of plans; claims; tiers.
      'from showings over their best seats',
      4,
      'query ($first: Int) { list: showings(first: $first) { nodes { bestSeats(partySize: 1) { score total { minor } } } } }',
    ],
  ])('%s', async (_name, count, query) => {
    // A process keeps the plans that it has read.
    await bed.ask(busy, query, { first: 30 });
    for (const size of [3, 30]) {
      const { result, statements } = await countStatements(bed.db, () =>
        bed.ask<{ list: { nodes: unknown[] } }>(busy, query, { first: size }),
      );
      expect(result.errors).toBeUndefined();
      expect(result.data.list.nodes).toHaveLength(size);
      expect(statements).toHaveLength(count);
    }
  });

  it('from a user over bookings, holds and places in queues', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User {
      bookings(first: 100) { nodes { seats { seat { label } } showing { movie { title } } } }
      activeHolds { state total { minor } seats { label } showing { movie { title } } }
      waitlist { position showing { movie { title } waitlistLength } offeredHold { id } }
    } } }`;
    interface Data {
      readonly _entities: readonly [{ bookings: { nodes: unknown[] }; activeHolds: unknown[]; waitlist: unknown[] }];
    }
    for (const [viewer, size] of [[calm, 3] as const, [busy, 30] as const]) {
      const r = [{ __typename: 'User', id: viewer.userId }];
      const { result, statements } = await countStatements(bed.db, () => bed.ask<Data>(viewer, query, { r }));
      expect(result.errors).toBeUndefined();
      const [{ bookings, activeHolds, waitlist }] = result.data._entities;
      expect([bookings.nodes.length, activeHolds.length, waitlist.length]).toEqual([size, size, size]);
      // The three lists; booked seats; seats of holds; seats of either; showings; films; positions; lengths; the time.
      expect(statements).toHaveLength(12);
    }
  });

  it('from many things over the same user', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User {
      bookings(first: 3) { nodes { status } } activeHolds { state } waitlist { partySize }
    } } }`;
    const r = Array.from({ length: 30 }, () => ({ __typename: 'User', id: busy.userId }));
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<{ _entities: unknown[] }>(busy, query, { r }),
    );
    expect(result.errors).toBeUndefined();
    expect(result.data._entities).toHaveLength(30);
    // The three lists, and the time.
    expect(statements).toHaveLength(4);
  });

  it('for references of every type', async () => {
    const query = `{ bookings(first: 30) { nodes { id bookingNumber seats { id } tickets { id } } } }`;
    interface Data {
      readonly bookings: {
        readonly nodes: readonly {
          readonly id: string;
          readonly bookingNumber: string;
          readonly seats: readonly { readonly id: string }[];
          readonly tickets: readonly { readonly id: string }[];
        }[];
      };
    }
    const { data } = await bed.ask<Data>(busy, query);
    const asked = `query ($r: [_Any!]!) { _entities(representations: $r) {
      __typename ... on Booking { status } ... on BookedSeat { price { minor } } ... on Ticket { code }
    } }`;
    for (const size of [3, 30]) {
      const r = data.bookings.nodes.slice(0, size).flatMap(({ id, bookingNumber, seats, tickets }) => [
        { __typename: 'Booking', id },
        { __typename: 'Booking', bookingNumber },
        { __typename: 'BookedSeat', id: seats[0]?.id },
        { __typename: 'Ticket', id: tickets[0]?.id },
      ]);
      const { result, statements } = await countStatements(bed.db, () =>
        bed.ask<{ _entities: (object | null)[] }>(busy, asked, { r }),
      );
      expect(result.errors).toBeUndefined();
      expect(result.data._entities.filter((entity) => entity !== null)).toHaveLength(r.length);
      // Bookings by id, by number; booked seats; tickets; seats, bookings and showings of their codes.
      expect(statements).toHaveLength(7);
    }
  });
});
