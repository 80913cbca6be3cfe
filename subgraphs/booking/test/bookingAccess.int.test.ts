import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { aBookingBed, type BookingBed } from './support/bookingBed';
import { aPaidBooking } from './support/checkout';
import { aCustomer, aDoor, aManager, someone } from './support/people';
import { aRoom } from './support/room';
import { aPlace, type Entry } from './support/saleSteps';
import { aHold, type Booked, type Held } from './support/sales';

let bed: BookingBed;
let showingId: string;
let booked: Booked;
let held: Held;
let entry: Entry;
let parts: { bookedSeat: string; ticket: string };
const ann = aCustomer();

beforeAll(async () => {
  bed = await aBookingBed();
  const room = await aRoom(bed);
  showingId = room.showingId;
  booked = await aPaidBooking(bed, ann, { showingId, seats: [{ seatId: room.seat('A1') }] });
  held = await aHold(bed, ann, { showingId, seatIds: room.seats('A2') });
  await aHold(bed, aCustomer(), { showingId, seatIds: room.seats('A3', 'A4', 'B1', 'B2', 'B3', 'B4') });
  entry = await aPlace(bed, ann, showingId, 2);
  const query = '{ bookings { nodes { seats { id } tickets { id } } } }';
  const { data } = await bed.ask<{ bookings: { nodes: { seats: { id: string }[]; tickets: { id: string }[] }[] } }>(
    ann,
    query,
  );
  parts = {
    bookedSeat: data.bookings.nodes[0]?.seats[0]?.id ?? '',
    ticket: data.bookings.nodes[0]?.tickets[0]?.id ?? '',
  };
});
afterAll(() => bed.close());

type Seen = 'all' | 'without tickets' | 'nothing';
const viewers: [string, Viewer | null, Seen][] = [
  ['its customer', ann, 'all'],
  ['another customer', aCustomer(), 'nothing'],
  ['nobody', null, 'nothing'],
  ['one who reads any', aManager(), 'without tickets'],
  ['one who only keeps the cinema', someone('booking:manage'), 'nothing'],
  ['the door', aDoor(), 'nothing'],
];

describe.each(viewers)('a booking for %s', (_name, viewer, seen) => {
  const isVisible = seen !== 'nothing';
  const refusal = viewer === null ? 'UNAUTHENTICATED' : undefined;

  it('is found by id and by number, or is not there at all', async () => {
    for (const variables of [
      { id: booked.id },
      { bookingNumber: booked.bookingNumber },
      { bookingNumber: ` ${booked.bookingNumber.toLowerCase()} ` },
    ]) {
      const query =
        'query ($id: ID, $bookingNumber: String) { booking(id: $id, bookingNumber: $bookingNumber) { id } }';
      const { data, errors } = await bed.ask<{ booking: unknown }>(viewer, query, variables);
      expect(data.booking).toEqual(isVisible ? { id: booked.id } : null);
      expect(errors?.[0]?.extensions?.['code']).toBe(refusal);
    }
  });

  it('is reached by either key the same way, silently', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Booking { id } } }';
    const r = [
      { __typename: 'Booking', id: booked.id },
      { __typename: 'Booking', bookingNumber: booked.bookingNumber },
      { __typename: 'Booking', id: newId('booking') },
      { __typename: 'Booking', bookingNumber: 'B-2222-2222' },
    ];
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(viewer, query, { r });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([...Array(2).fill(isVisible ? { id: booked.id } : null), null, null]);
  });

  it('has its parts by reference the same way; tickets, holds and places are for the customer alone', async () => {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) {
        ... on BookedSeat { id } ... on Ticket { id } ... on SeatHold { id } ... on WaitlistEntry { id position }
      }
    }`;
    const r = [
      { __typename: 'BookedSeat', id: parts.bookedSeat },
      { __typename: 'Ticket', id: parts.ticket },
      { __typename: 'SeatHold', id: held.id },
      { __typename: 'WaitlistEntry', id: entry.id },
      ...(['bookedSeat', 'ticket', 'seatHold', 'waitlistEntry'] as const).map((kind) => ({
        __typename: kind.charAt(0).toUpperCase() + kind.slice(1),
        id: newId(kind),
      })),
    ];
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(viewer, query, { r });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      isVisible ? { id: parts.bookedSeat } : null,
      ...(seen === 'all' ? [{ id: parts.ticket }, { id: held.id }, { id: entry.id, position: 1 }] : [null, null, null]),
      ...Array(4).fill(null),
    ]);
  });

  it('is on the list or not, whatever the filter says', async () => {
    const query = 'query ($filter: BookingFilter) { bookings(filter: $filter) { totalCount nodes { id } } }';
    for (const filter of [{}, { userId: ann.userId }, { showingId }, { status: ['CONFIRMED'] }]) {
      const { data, errors } = await bed.ask<{ bookings: unknown }>(viewer, query, { filter });
      const list = isVisible ? { totalCount: 1, nodes: [{ id: booked.id }] } : { totalCount: 0, nodes: [] };
      expect(data.bookings).toEqual(viewer === null ? null : list);
      expect(errors?.[0]?.extensions?.['code']).toBe(refusal);
    }
  });

  it('is, with holds and places in queues, below its customer for that customer alone', async () => {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) {
        ... on User { id bookings { totalCount nodes { id } } activeHolds { id } waitlist { id } }
      }
    }`;
    const r = [{ __typename: 'User', id: ann.userId }];
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(viewer, query, { r });
    expect(errors).toBeUndefined();
    const own = {
      bookings: { totalCount: 1, nodes: [{ id: booked.id }] },
      activeHolds: [{ id: held.id }],
      waitlist: [{ id: entry.id }],
    };
    const nothing = { bookings: null, activeHolds: null, waitlist: null };
    expect(data._entities).toEqual([{ id: ann.userId, ...(viewer === ann ? own : nothing) }]);
  });

  it('tells nobody of its holder through the seats', async () => {
    const query = 'query ($id: ID!) { showing(id: $id) { seatStates { availability seat { label } } } }';
    const { data } = await bed.ask<{ showing: { seatStates: { availability: string; seat: { label: string } }[] } }>(
      viewer,
      query,
      { id: showingId },
    );
    const of = (label: string) => data.showing.seatStates.find(({ seat }) => seat.label === label)?.availability;
    expect([of('A1'), of('A2'), of('A3')]).toEqual(['SOLD', viewer === ann ? 'HELD_BY_ME' : 'HELD', 'HELD']);
  });
});

describe('a booking that is not there', () => {
  const query = 'query ($id: ID, $bookingNumber: String) { booking(id: $id, bookingNumber: $bookingNumber) { id } }';

  it.each([newId('booking'), 'nonsense', '', '\u0000', '\ud800', 'x'.repeat(10_000)])(
    'is null under "%.10s", as id and as number',
    async (text) => {
      for (const variables of [{ id: text }, { bookingNumber: text }]) {
        expect(await bed.ask(ann, query, variables)).toEqual({ data: { booking: null }, errors: undefined });
      }
    },
  );

  it.each([{}, { id: 'a', bookingNumber: 'b' }])('must be asked for by exactly one of both (%j)', async (variables) => {
    const { errors } = await bed.ask(ann, query, variables);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('references to nothing', () => {
  it('are null for every type, whatever the key', async () => {
    const texts = ['nonsense', '', '\u0000', '\ud800', 'x'.repeat(10_000)];
    const types = ['Showing', 'SeatHold', 'Booking', 'BookedSeat', 'Ticket', 'WaitlistEntry'];
    const r = [
      ...types.flatMap((__typename) => texts.map((id) => ({ __typename, id }))),
      ...texts.map((bookingNumber) => ({ __typename: 'Booking', bookingNumber })),
    ];
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const { data, errors } = await bed.ask<{ _entities: unknown[] }>(ann, query, { r });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual(r.map(() => null));
  });

  it('to a user who is not known are a user without anything', async () => {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on User { bookings { nodes { id } } activeHolds { id } waitlist { id } } }
    }`;
    const r = ['\u0000', '\ud800', newId('user')].map((id) => ({ __typename: 'User', id }));
    const { data, errors } = await bed.ask(ann, query, { r });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ _entities: r.map(() => ({ bookings: null, activeHolds: null, waitlist: null })) });
  });
});
