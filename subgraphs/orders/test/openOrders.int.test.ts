import type { Viewer } from '@marquee/shared/auth';
import { aBook, adds, cartOf } from './support/baskets';
import { inCheckouts } from './support/inCheckouts';
import { aKey, aMethod, home, ordered, orderRefusal, orders, tillInput, untilOrder } from './support/orders';
import { mostOpenOrders, type OrdersBed } from './support/ordersBed';
import type { Participants } from './support/participants';
import { aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

const aBookToBePaidLater = async () => ({
  items: [{ catalogItemId: await aBook(bed), quantity: 1 }],
  shippingAddress: home,
  idempotencyKey: aKey(),
});
const order = async (buyer: Viewer) => ordered(bed, buyer, 'orderCreate', await aBookToBePaidLater());
const tooMany = {
  __typename: 'ForbiddenError',
  code: 'FORBIDDEN',
  message: 'You have as many unpaid orders as one may have (5): pay one or call it off before you order more.',
  path: ['input'],
};

describe('orders that are not paid yet', () => {
  it('are five at most of one customer, whichever way they were made, and reserve nothing beyond that', async () => {
    const ann = aCustomer();
    others.script('AUTHORISE_PAYMENT', () => ({ kind: 'WAITING', until: '2099-01-01T00:00:00.000Z' }));
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    const unconfirmed = await ordered(bed, ann, 'checkout', await tillInput(bed, ann));
    await untilOrder(bed, ann, unconfirmed.id, 'AWAITING_PAYMENT');
    for (let made = 1; made < mostOpenOrders; made++) await order(ann);

    expect(await orderRefusal(bed, ann, 'orderCreate', await aBookToBePaidLater())).toEqual(tooMany);
    await adds(bed, ann, { catalogItemId: await aBook(bed) });
    expect(await orderRefusal(bed, ann, 'checkout', await tillInput(bed, ann))).toEqual(tooMany);
    expect((await cartOf(bed, ann))?.lines).toHaveLength(1);
    const [made] = await bed.db.query('select count(*)::int as orders from customer_order where customer_id = $1', [
      ann.userId,
    ]);
    expect(made).toEqual({ orders: mostOpenOrders });
    await expect(order(aCustomer())).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('make room when one is called off or paid', async () => {
    const ann = aCustomer();
    const first = await order(ann);
    for (let made = 1; made < mostOpenOrders; made++) await order(ann);
    await ordered(bed, ann, 'orderCancel', { orderId: first.id, idempotencyKey: aKey() });
    const paid = await ordered(bed, ann, 'orderCreate', {
      ...(await aBookToBePaidLater()),
      paymentMethodId: aMethod(),
    });
    await untilOrder(bed, ann, paid.id, 'CONFIRMED');
    await order(ann);
    expect(await orderRefusal(bed, ann, 'orderCreate', await aBookToBePaidLater())).toEqual(tooMany);
  });

  it('are no more when many are ordered at the same moment', async () => {
    const ann = aCustomer();
    const inputs = await Promise.all(Array.from({ length: 12 }, aBookToBePaidLater));
    const answers = await Promise.all(inputs.map((input) => orders(bed, ann, 'orderCreate', input)));
    expect(answers.filter(({ payload }) => payload?.order != null)).toHaveLength(mostOpenOrders);
    expect(answers.flatMap(({ payload }) => payload?.errors ?? [])).toEqual(
      Array.from({ length: 12 - mostOpenOrders }, () => tooMany),
    );
  });
});
