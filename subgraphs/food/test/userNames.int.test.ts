import { eventOf, userCreatedV1, userUpdatedV1 } from '@marquee/shared/events';
import { deliverTo, eventually } from '@marquee/shared/testing';
import { subscribedEvents } from '../src/events/subscribed';
import { aDelivery, aKitchen, assign, employ } from './support/builders';
import { aFoodBed, type FoodBed } from './support/foodBed';
import { aCook, aCourier, aCustomer } from './support/people';

let bed: FoodBed;
beforeAll(async () => {
  bed = await aFoodBed();
});
afterAll(() => bed.close());

const created = (userId: string, displayName: string) =>
  eventOf(userCreatedV1, {
    aggregateId: userId,
    data: { userId, username: 'cora', displayName, role: 'USER', locale: 'en' },
  });
const renamed = (userId: string, displayName: string) =>
  eventOf(userUpdatedV1, {
    aggregateId: userId,
    data: {
      userId,
      changed: ['displayName'],
      username: 'cora',
      displayName,
      role: 'USER',
      locale: 'en',
      isActive: true,
    },
  });

describe('the name of a courier', () => {
  it('is what users last told, however often it is told', async () => {
    const [ann, cook, courier] = [aCustomer(), aCook(), aCourier()];
    const kitchen = await aKitchen(bed);
    await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
    await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
    const id = await aDelivery(bed, { customer: ann, kitchen, cook, until: 'READY' });
    await assign(bed, cook, id, courier.userId);
    const shown = async () => {
      const query = 'query ($id: ID!) { foodOrder(id: $id) { courier { displayName } } }';
      const { data } = await bed.ask<{ foodOrder: { courier: { displayName: string } } }>(ann, query, { id });
      return data.foodOrder.courier.displayName;
    };
    await bed.db.query('delete from user_name');
    expect(await shown()).toBe('Courier');
    const first = created(courier.userId, 'Cora Ride');
    await bed.hear(first);
    await eventually(async () => expect(await shown()).toBe('Cora Ride'));
    await bed.hear(renamed(courier.userId, 'Cora O\u2019Ride'), first);
    await bed.hear(created(cook.userId, 'Ken Cook'));
    const known = 'select display_name from user_name where user_id = $1';
    await eventually(async () => expect(await bed.db.query(known, [cook.userId])).toHaveLength(1));
    expect(await shown()).toBe('Cora O\u2019Ride');
  });

  it('is not brought back by a second delivery of an old event', async () => {
    const { userId } = aCourier();
    const old = created(userId, 'Old');
    for (const event of [old, renamed(userId, 'New'), old]) await deliverTo(subscribedEvents, bed, event);
    const rows = await bed.db.query('select display_name from user_name where user_id = $1', [userId]);
    expect(rows).toEqual([{ display_name: 'New' }]);
  });
});
