import { aBookingBed, type BookingBed, wednesdayNoon } from './support/bookingBed';
import { eur } from './support/builders';
import { aPaidBooking } from './support/checkout';
import { aCustomer } from './support/people';
import { aRoom, type Room } from './support/room';
import { aPlace, leaveQueue, offerTo, setBlock } from './support/saleSteps';
import { aHold, cancelBooking, type Held, withHold } from './support/sales';

let bed: BookingBed;
/** One row of four. */
let room: Room;
const [ann, bob, carl] = [aCustomer(), aCustomer(), aCustomer()];
beforeAll(async () => {
  bed = await aBookingBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayNoon);
  room = await aRoom(bed, { rows: ['....'] });
});
afterAll(() => bed.close());

const holdsOf = (viewer: typeof ann, ...labels: string[]): Promise<Held> =>
  aHold(bed, viewer, { showingId: room.showingId, seatIds: room.seats(...labels) });

describe('seats that become free while other holds have run out unnoticed', () => {
  it.each<[string, () => Promise<() => Promise<unknown>>]>([
    [
      'a released hold',
      async () => {
        await bed.setNow('2030-07-03T12:05:00.000Z');
        const { id } = await holdsOf(bob, 'A2');
        return () => withHold(bed, bob, 'seatHoldRelease', id);
      },
    ],
    [
      'a cancelled booking',
      async () => {
        const seats = [{ seatId: room.seat('A2') }];
        const { id: bookingId } = await aPaidBooking(bed, bob, { showingId: room.showingId, seats });
        return () => cancelBooking(bed, bob, { bookingId });
      },
    ],
    [
      'a seat that is sold again in all showings',
      async () => {
        await setBlock(bed, { seatId: room.seat('A2'), blocked: true });
        return () => setBlock(bed, { seatId: room.seat('A2'), blocked: false });
      },
    ],
    [
      'an offer that nobody wants',
      async () => {
        await bed.setNow('2030-07-03T12:05:00.000Z');
        const { id } = await aPlace(bed, bob, room.showingId, 1);
        return () => leaveQueue(bed, bob, id);
      },
    ],
  ])('are offered together with those: %s', async (_name, prepare) => {
    await holdsOf(carl, 'A1');
    const others = ['A3', 'A4'].map((label) => ({ seatId: room.seat(label) }));
    await aPaidBooking(bed, aCustomer(), { showingId: room.showingId, seats: others, expectedTotal: eur(2400) });
    const free = await prepare();
    await aPlace(bed, ann, room.showingId, 2);
    await bed.setNow('2030-07-03T12:10:00.000Z');
    await free();
    expect(await offerTo(bed, ann)).toEqual(['A1', 'A2']);
    await leaveQueue(bed, ann, (await aPlaceOf(ann)) ?? '');
  });

  const aPlaceOf = async (viewer: typeof ann) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { waitlist { id } } } }`;
    const r = [{ __typename: 'User', id: viewer.userId }];
    const { data } = await bed.ask<{ _entities: [{ waitlist: { id: string }[] }] }>(viewer, query, { r });
    return data._entities[0].waitlist[0]?.id;
  };
});

describe('one who lets hold after hold go', () => {
  it('is offered nothing while everybody else may hold', async () => {
    for (let count = 0; count < 4; count += 1)
      await withHold(bed, bob, 'seatHoldRelease', (await holdsOf(bob, 'A1')).id);
    expect(await aPlace(bed, bob, room.showingId, 2)).toMatchObject({ position: 1, offeredHold: null });
    expect(await aPlace(bed, carl, room.showingId, 2)).toMatchObject({ position: 0 });
  });
});
