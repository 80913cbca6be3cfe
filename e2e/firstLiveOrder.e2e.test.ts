import { type Listening, listen, post } from './support/client';
import { move, placeOrder } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { type Person, register } from './support/people';

const watch = `subscription ($orderId: ID, $after: EventCursor) {
  foodOrderChanged(orderId: $orderId, after: $after) {
    cursor
    previousStatus
    order { id status restaurant { name } customer { displayName } }
  }
}`;

interface Watched {
  readonly foodOrderChanged: {
    readonly cursor: string;
    readonly previousStatus: string | null;
    readonly order: { id: string; status: string; restaurant: { name: string }; customer: { displayName: string } };
  };
}

const steps = ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED'];

describe.each(layouts)('ordering dinner and watching it, %s', (layout) => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let customer: Person;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    kitchen = await openKitchen(marquee.url);
    customer = await register(marquee.url, 'Nora');
  });

  afterAll(() => marquee.stop());

  it('shows the customer each step as the kitchen takes it, with fields of both subgraphs', async () => {
    const { url } = marquee;
    const neighbour = await register(url, 'Oscar');
    const order = await placeOrder(url, customer.token, kitchen);
    const allOfMine = listen<Watched>(url, watch, {}, customer);
    const allOfTheNeighbour = listen<Watched>(url, watch, {}, neighbour);
    await refusal(listen<Watched>(url, watch, { orderId: order.id }, neighbour));
    await refusal(listen<Watched>(url, watch, { orderId: order.id }));

    // Nothing but an event tells that a subscription runs: both see an order of their own first.
    const cursor = (await placedAndSeen(allOfMine, customer)).cursor;
    await placedAndSeen(allOfTheNeighbour, neighbour);
    const mine = listen<Watched>(url, watch, { orderId: order.id, after: cursor }, customer);
    for (const status of steps) await move(url, kitchen.cookToken, order.id, status);

    const received = await mine.waitFor(steps.length);
    expect(received.map(({ errors }) => errors)).toEqual(steps.map(() => []));
    expect(received.map(({ data }) => data?.foodOrderChanged)).toEqual(
      steps.map((status, index) => ({
        cursor: expect.any(String),
        previousStatus: ['PLACED', ...steps][index],
        order: {
          id: order.id,
          status,
          restaurant: { name: kitchen.name },
          customer: { displayName: 'Nora' },
        },
      })),
    );

    // Whatever else would come to anybody comes before these two.
    await placedAndSeen(allOfMine, customer);
    await placedAndSeen(allOfTheNeighbour, neighbour);
    expect(stepsOf(allOfMine, order.id)).toEqual(steps);
    expect(stepsOf(allOfTheNeighbour, order.id)).toEqual([]);
    expect(mine.received).toHaveLength(steps.length);
    await Promise.all([mine, allOfMine, allOfTheNeighbour].map((listener) => listener.close()));
  });

  it('replays what was missed, in order and none twice', async () => {
    const { url } = marquee;
    const order = await placeOrder(url, customer.token, kitchen);
    const before = listen<Watched>(url, watch, {}, customer);
    const { cursor } = await placedAndSeen(before, customer);
    await before.close();

    await move(url, kitchen.cookToken, order.id, 'ACCEPTED');
    await move(url, kitchen.cookToken, order.id, 'PREPARING');
    await move(url, kitchen.cookToken, order.id, 'READY');
    const after = listen<Watched>(url, watch, { orderId: order.id, after: cursor }, customer);
    await after.waitFor(3);
    await move(url, kitchen.cookToken, order.id, 'PICKED_UP');
    await after.waitFor(4);
    expect(stepsOf(after, order.id)).toEqual(['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP']);
    await after.close();
  });

  it('reads the order back with its customer, lines and timeline', async () => {
    const { url } = marquee;
    const order = await placeOrder(url, customer.token, kitchen);
    const { data, errors } = await post<{ foodOrder: unknown }>(
      url,
      `query ($id: ID!) {
        foodOrder(id: $id) {
          number
          customer { displayName }
          restaurant { name address { city } }
          lines { name quantity unitPrice { minor } lineTotal { decimal currency } }
          total { minor }
          timeline { status }
        }
      }`,
      { id: order.id },
      customer,
    );
    expect(errors).toEqual([]);
    expect(data.foodOrder).toEqual({
      number: order.number,
      customer: { displayName: 'Nora' },
      restaurant: { name: kitchen.name, address: { city: 'Dublin' } },
      lines: [
        {
          name: 'Pizza Funghi',
          quantity: 2,
          unitPrice: { minor: 1250 },
          lineTotal: { decimal: '25.00', currency: 'EUR' },
        },
      ],
      total: { minor: 2500 },
      timeline: [{ status: 'PLACED' }],
    });
  });

  /** Places an order of that person's and returns its event; again as long as the subscription was not yet running. */
  async function placedAndSeen(listener: Listening<Watched>, person: Person): Promise<Watched['foodOrderChanged']> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const order = await placeOrder(marquee.url, person.token, kitchen);
      const seen = await listener.find((watched) => watched.foodOrderChanged.order.id === order.id, 1_000);
      if (seen !== null) return seen.foodOrderChanged;
    }
    throw new Error(`the subscription never ran: ${JSON.stringify(listener.received)}`);
  }

  function stepsOf(listener: Listening<Watched>, orderId: string): string[] {
    return listener.received
      .flatMap(({ data }) => (data === null ? [] : [data.foodOrderChanged]))
      .filter(({ order, previousStatus }) => order.id === orderId && previousStatus !== null)
      .map(({ order }) => order.status);
  }

  async function refusal(listener: Listening<Watched>): Promise<void> {
    const outcome = JSON.stringify([await listener.ended, listener.received]);
    expect(outcome).toMatch(/UNAUTHENTICATED|NOT_FOUND|FORBIDDEN/);
    expect(listener.received.filter(({ data }) => data !== null)).toEqual([]);
    await listener.close();
  }
});
