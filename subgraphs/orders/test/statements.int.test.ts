import { countStatements } from '@marquee/shared/database';
import { aBook, adds, aHold, aPizza, cartOf } from './support/baskets';
import { aKey, aMethod, home, ordered, tillInput } from './support/orders';
import { anOrdersBed, type OrdersBed } from './support/ordersBed';
import { aClerk, aCustomer } from './support/people';

const ann = aCustomer();
let bed: OrdersBed;
let bookId: string;
const orderIds: string[] = [];
beforeAll(async () => {
  bed = await anOrdersBed({ mostOpenOrders: 30 });
  bookId = await aBook(bed, {}, 1_000);
  for (let nth = 0; nth < 30; nth += 1) {
    const items = [{ catalogItemId: bookId, quantity: 1 }];
    const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey() };
    orderIds.push((await ordered(bed, ann, 'orderCreate', input)).id);
  }
});
afterAll(() => bed.close());

async function statementsFor(query: string, variables: Record<string, unknown>): Promise<readonly string[]> {
  const { result, statements } = await countStatements(bed.db, () => bed.ask(aClerk(), query, variables));
  expect(result.errors).toBeUndefined();
  return statements;
}

describe('the number of statements does not grow with the number of rows', () => {
  it('of a list of orders with all that belongs to them', async () => {
    const query = `query ($first: Int) { orders(first: $first) { totalCount nodes {
      allowedTransitions lines { title ... on SeatOrderLine { booking { id } } } shipments { id }
      timeline { status } saga { state steps { name state } }
    } } }`;
    // Orders; their number; lines; shipments; timelines; sagas; steps.
    expect(await statementsFor(query, { first: 3 })).toHaveLength(7);
    expect(await statementsFor(query, { first: 30 })).toHaveLength(7);
  });

  it('of references to orders, items and users', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Order { number lines { title } } ... on CatalogItem { boughtByMe shippingEstimate(country: "IE") { minor } }
    } }`;
    const references = (count: number) => [
      ...orderIds.slice(0, count).map((id) => ({ __typename: 'Order', id })),
      ...Array.from({ length: count }, () => ({ __typename: 'CatalogItem', id: bookId, weightGrams: 400 })),
    ];
    // Orders; lines; what was bought; items.
    expect(await statementsFor(query, { r: references(3) })).toHaveLength(4);
    expect(await statementsFor(query, { r: references(30) })).toHaveLength(4);
  });

  it('of a basket with all that it shows', async () => {
    const bob = aCustomer();
    const pizza = await aPizza(bed);
    await adds(bed, bob, { seatHoldId: await aHold(bed, bob) });
    await adds(bed, bob, { menuItemId: pizza.menuItemId });
    await adds(bed, bob, { catalogItemId: bookId });
    const statements = async () => (await countStatements(bed.db, () => cartOf(bed, bob))).statements;
    // The basket; its lines; items; dishes; holds; restaurants; coupons.
    expect(await statements()).toHaveLength(7);
    for (let nth = 0; nth < 5; nth += 1) await adds(bed, bob, { catalogItemId: await aBook(bed) });
    expect(await statements()).toHaveLength(7);
    await ordered(bed, bob, 'checkout', await tillInput(bed, bob));
  });
});
