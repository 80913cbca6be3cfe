import { type Listening, listen, post } from './support/client';
import { giveDuties } from './support/duties';
import { move, orderInput, place } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, logInWithScope, type Person, register } from './support/people';

interface Queued {
  readonly kitchenQueue: {
    readonly cursor: string;
    readonly openOrders: number;
    readonly order: {
      readonly id: string;
      readonly status: string;
      readonly customer: { readonly displayName: string };
      readonly courier: { readonly displayName: string } | null;
    };
  };
}
const queue = `subscription ($restaurantId: ID!) {
  kitchenQueue(restaurantId: $restaurantId) {
    cursor openOrders order { id status customer { displayName } courier { displayName } }
  }
}`;
const way = `subscription ($orderId: ID!, $after: EventCursor) {
  courierMoved(orderId: $orderId, after: $after) {
    orderId estimatedDeliveryAt courier { displayName location { latitude longitude } }
  }
}`;
const address = { line1: '14 Capel Street', city: 'Dublin', country: 'IE' };
const here = { latitude: 53.35, longitude: -6.26 };

describe.each(layouts)('dinner that is brought, %s', (layout) => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let customer: Person;
  let courier: Person;
  let courierToken: string;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    const { url } = marquee;
    kitchen = await openKitchen(url);
    customer = await register(url, 'Nora');
    courier = await register(url, 'Cora');
    const token = await logInAsAdministrator(url);
    await giveDuties(url, token, { restaurantId: kitchen.restaurantId, userId: courier.id, duties: ['COURIER'] });
    courierToken = await logInWithScope(url, courier, 'food:deliver');
  });
  afterAll(() => marquee.stop());

  it('is seen by the kitchen, taken by a courier, and followed by the customer', async () => {
    const { url } = marquee;
    const { restaurantId, cookToken } = kitchen;
    const kitchenScreen = listen<Queued>(url, queue, { restaurantId }, { token: cookToken });
    const placed = await placedAndSeen(kitchenScreen);
    expect(placed.order).toMatchObject({ status: 'PLACED', customer: { displayName: 'Nora' }, courier: null });
    expect(placed.openOrders).toBeGreaterThan(0);
    const orderId = placed.order.id;

    for (const status of ['ACCEPTED', 'PREPARING', 'READY']) await move(url, cookToken, orderId, status);
    await act('courierAssign(orderId: $orderId, userId: $userId)', '$userId: ID!', { orderId, userId: courier.id });
    const location = here;
    await act('courierLocationReport(orderId: $orderId, location: $location)', '$location: GeoPointInput!', {
      orderId,
      location,
    });

    const mine = listen<{ courierMoved: object }>(url, way, { orderId, after: placed.cursor }, customer);
    const [moved] = await mine.waitFor(1);
    expect(moved).toEqual({
      data: {
        courierMoved: {
          orderId,
          estimatedDeliveryAt: expect.any(String),
          courier: { displayName: 'Cora', location },
        },
      },
      errors: [],
    });
    // An event says what its order was like; who brings it is looked up, and may be known by then.
    const isTaken = ({ kitchenQueue: { order } }: Queued) => order.courier !== null && order.status === 'READY';
    const taken = await kitchenScreen.find(isTaken, 5_000);
    expect(taken?.kitchenQueue.order).toMatchObject({ id: orderId, courier: { displayName: 'Cora' } });
    await Promise.all([kitchenScreen.close(), mine.close()]);
  });

  it('is not followed by another customer, and the queue is not seen by a courier', async () => {
    const { url } = marquee;
    const { data } = await place(url, customer.token, delivery());
    const neighbour = await register(url, 'Oscar');
    for (const refused of [
      listen(url, way, { orderId: data.foodOrderPlace.order?.id }, neighbour),
      listen(url, queue, { restaurantId: kitchen.restaurantId }, { token: courierToken }),
      listen(url, queue, { restaurantId: kitchen.restaurantId }),
    ]) {
      await refused.ended;
      expect(refused.received.filter((result) => result.errors.length === 0)).toEqual([]);
      await refused.close();
    }
  });

  const delivery = () => orderInput(kitchen, { fulfilment: 'DELIVERY', deliveryAddress: address });

  /** Places an order and returns the kitchen's event of it; again as long as the subscription was not yet running. */
  async function placedAndSeen(screen: Listening<Queued>): Promise<Queued['kitchenQueue']> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { data } = await place(marquee.url, customer.token, delivery());
      const id = data.foodOrderPlace.order?.id;
      const seen = await screen.find(({ kitchenQueue }) => kitchenQueue.order.id === id, 1_000);
      if (seen !== null) return seen.kitchenQueue;
    }
    throw new Error(`the queue never ran: ${JSON.stringify(screen.received)}`);
  }

  /** What the courier does to an order. */
  async function act(call: string, variable: string, variables: Record<string, unknown>): Promise<void> {
    const query = `mutation ($orderId: ID!, ${variable}) { done: ${call} { order { courier { displayName } } errors { code } } }`;
    const { data, errors } = await post(marquee.url, query, variables, { token: courierToken });
    expect(errors).toEqual([]);
    expect(data).toEqual({ done: { order: { courier: { displayName: 'Cora' } }, errors: [] } });
  }
});
