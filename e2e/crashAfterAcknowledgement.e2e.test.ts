import { Client } from 'pg';
import { listen } from './support/client';
import { move, placeOrder } from './support/foodOrders';
import { openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { register } from './support/people';

const watch = 'subscription { foodOrderChanged { cursor previousStatus order { id status } } }';

interface Watched {
  readonly foodOrderChanged: { cursor: string; order: { id: string; status: string } };
}

describe('a food process that is killed right after it acknowledged a step', () => {
  let marquee: Marquee;

  beforeAll(async () => {
    marquee = await startMarquee('a process each');
  });

  afterAll(() => marquee.stop());

  it('loses nothing: the event is delivered after its restart', async () => {
    const { url, processes, environment } = marquee;
    const kitchen = await openKitchen(url);
    const customer = await register(url, 'Nora');
    const order = await placeOrder(url, customer.token, kitchen);
    const before = listen<Watched>(url, watch, {}, customer);
    let first: Watched | null = null;
    while (first === null) {
      await placeOrder(url, customer.token, kitchen);
      first = await before.find(() => true, 1_000);
    }

    // Nothing reaches the bus while its table is locked, so the process dies with the event in its outbox only.
    const bus = new Client({ connectionString: environment['BUS_DATABASE_URL'] });
    await bus.connect();
    await bus.query('begin');
    await bus.query('lock table bus_event in exclusive mode');
    await move(url, kitchen.cookToken, order.id, 'ACCEPTED');
    await processes['food']?.kill();
    await bus.query('rollback');
    await bus.end();
    expect(before.received.filter(({ data }) => data?.foodOrderChanged.order.status === 'ACCEPTED')).toEqual([]);

    await processes['food']?.restart();
    const after = listen<Watched>(
      url,
      'subscription ($after: EventCursor) { foodOrderChanged(after: $after) { cursor order { id status } } }',
      { after: first.foodOrderChanged.cursor },
      customer,
    );
    const delivered = await after.find(({ foodOrderChanged }) => foodOrderChanged.order.status === 'ACCEPTED', 20_000);
    expect(delivered?.foodOrderChanged.order.id).toBe(order.id);
    await Promise.all([before.close(), after.close()]);
  });
});
