import { countStatements } from '@marquee/shared/database';
import { bookingCancelledV1, bookingUpdatedV1, eventOf } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { deliverTo, eventually } from '@marquee/shared/testing';
import { subscribedEvents } from '../src/events/subscribed';
import {
  aKitchen,
  aKnownBooking,
  anOrder,
  anOrderInput,
  employ,
  home,
  type Kitchen,
  moveThrough,
  place,
  toSeats,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
const ann = aCustomer();
const bob = aCustomer();
const cook = aCook();

beforeAll(async () => {
  bed = await aFoodBed();
  kitchen = await aKitchen(bed);
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
});
beforeEach(() => bed.setNow(wednesdayLunch));
afterAll(() => bed.close());

const placeQuery = `query ($id: ID!) {
  foodOrder(id: $id) {
    fulfilment deliveryAddress { city } deliveryFee { minor } seatBooking { id }
    seatPlace { theaterName startsAt seats { id } }
  }
}`;

describe('an order to the seats of a booking', () => {
  it('needs no address and has no fee, says where to bring it, and is handed over at the seat', async () => {
    const booking = await aKnownBooking(bed, ann);
    const { id } = await anOrder(bed, ann, kitchen, toSeats(booking));
    const seen = {
      foodOrder: {
        fulfilment: 'TO_SEAT',
        deliveryAddress: null,
        deliveryFee: { minor: 0 },
        seatBooking: { id: booking.bookingId },
        seatPlace: {
          theaterName: 'Lantern Cinema',
          startsAt: '2030-07-03T19:00:00.000Z',
          seats: booking.seatIds.map((seatId) => ({ id: seatId })),
        },
      },
    };
    for (const viewer of [ann, cook]) expect((await bed.ask(viewer, placeQuery, { id })).data).toEqual(seen);
    await moveThrough(bed, cook, id, 'ACCEPTED', 'PREPARING', 'READY', 'DELIVERED');
  });

  it('follows the booking to other seats and another time', async () => {
    const booking = await aKnownBooking(bed, ann);
    const { id } = await anOrder(bed, ann, kitchen, toSeats(booking));
    const seatIds = [newId('seat')];
    const showing = { ...booking.showing, startsAt: '2030-07-03T20:30:00.000Z' };
    const data = { ...booking, seatIds, showing, version: 2, previousStatus: 'CONFIRMED' as const };
    await bed.hear(eventOf(bookingUpdatedV1, { aggregateId: booking.bookingId, data }));
    await eventually(async () =>
      expect((await bed.ask(cook, placeQuery, { id })).data).toMatchObject({
        foodOrder: { seatPlace: { startsAt: showing.startsAt, seats: [{ id: seatIds[0] }] } },
      }),
    );
  });

  it('is refused to the seats of somebody else as to such that do not exist', async () => {
    const { bookingId } = await aKnownBooking(bed, bob);
    const before = await bed.rowCounts();
    for (const id of [bookingId, newId('booking'), newId('seat'), '\u0000', '']) {
      const { payload } = await place(bed, ann, anOrderInput(kitchen, toSeats({ bookingId: id })));
      expect(payload).toEqual({
        order: null,
        replayed: false,
        errors: [
          {
            __typename: 'NotFoundError',
            code: 'NOT_FOUND',
            message: 'There is no such booking.',
            path: ['input', 'seatBookingId'],
            missingId: id.replace('\0', '\u0000'),
          },
        ],
      });
    }
    expect(await bed.rowCounts()).toEqual(before);
  });

  it.each(['PENDING_PAYMENT', 'CANCELLED', 'REFUNDED', 'EXPIRED'] as const)(
    'is refused when the booking is %s',
    async (status) => {
      const booking = await aKnownBooking(bed, ann, { status });
      const { payload } = await place(bed, ann, anOrderInput(kitchen, toSeats(booking)));
      expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'seatBookingId'] }]);
    },
  );

  it('is refused when the showing is over, and taken while it runs', async () => {
    const begun = { movieTitle: 'Nine Bridges', theaterName: 'Lantern Cinema', startsAt: '2030-07-03T08:00:00.000Z' };
    const over = await aKnownBooking(bed, ann, { showing: begun });
    const { payload } = await place(bed, ann, anOrderInput(kitchen, toSeats(over)));
    expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', message: 'This showing is over.' }]);
    const running = await aKnownBooking(bed, ann, {
      showing: { ...begun, startsAt: '2030-07-03T11:30:00.000Z' },
      status: 'CHECKED_IN',
    });
    await anOrder(bed, ann, kitchen, toSeats(running));
  });

  it.each([
    [{ deliveryAddress: home }, 'deliveryAddress'],
    [{ seatBookingId: null }, 'seatBookingId'],
    [{ fulfilment: 'PICKUP' }, 'seatBookingId'],
  ])('is refused with %j', async (given, field) => {
    const booking = await aKnownBooking(bed, ann);
    const { payload } = await place(bed, ann, anOrderInput(kitchen, { ...toSeats(booking), ...given }));
    expect(payload?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input', field] }]);
  });
});

describe('what food knows of a booking', () => {
  it('is not brought back by a second delivery of an old event', async () => {
    const booking = await aKnownBooking(bed, ann);
    const cancelled = eventOf(bookingCancelledV1, {
      aggregateId: booking.bookingId,
      data: { ...booking, status: 'CANCELLED', version: 3, previousStatus: 'CONFIRMED' },
    });
    const updated = eventOf(bookingUpdatedV1, {
      aggregateId: booking.bookingId,
      data: { ...booking, version: 2, previousStatus: 'CONFIRMED' },
    });
    for (const event of [updated, cancelled, updated]) await deliverTo(subscribedEvents, bed, event);
    const rows = await bed.db.query('select status from seat_booking where booking_id = $1', [booking.bookingId]);
    expect(rows).toEqual([{ status: 'CANCELLED' }]);
  });
});

describe('the food of a booking', () => {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Booking { id foodOrders { id number } } } }`;
  const referencesTo = (...ids: string[]) => ({ r: ids.map((id) => ({ __typename: 'Booking', id })) });
  interface Found {
    _entities: { id: string; foodOrders: { id: string }[] | null }[];
  }

  it('is what the caller ordered to it, oldest first, however many bookings are asked for', async () => {
    const [one, two] = [await aKnownBooking(bed, ann), await aKnownBooking(bed, ann)];
    const placed = [
      await anOrder(bed, ann, kitchen, toSeats(one)),
      await anOrder(bed, ann, kitchen, toSeats(one)),
      await anOrder(bed, ann, kitchen, toSeats(two)),
    ].map(({ id }) => id);
    await anOrder(bed, ann, kitchen);
    const { result, statements } = await countStatements(bed.db, () =>
      bed.ask<Found>(ann, query, referencesTo(one.bookingId, two.bookingId, newId('booking'))),
    );
    expect(result.data._entities.map(({ foodOrders }) => foodOrders?.map(({ id }) => id))).toEqual([
      placed.slice(0, 2),
      placed.slice(2),
      [],
    ]);
    expect(statements).toHaveLength(1);
  });

  it('is nobody else’s business, not even of who reads any', async () => {
    const { bookingId } = await aKnownBooking(bed, ann);
    await anOrder(bed, ann, kitchen, toSeats({ bookingId }));
    for (const viewer of [bob, cook, anAdmin()]) {
      const { data } = await bed.ask<Found>(viewer, query, referencesTo(bookingId, '\u0000'));
      expect(data._entities.map(({ foodOrders }) => foodOrders)).toEqual([[], []]);
    }
  });
});
