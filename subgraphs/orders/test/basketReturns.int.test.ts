import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { aBook, aCoupon, adds, aHold, aPizza, cartOf, changed, told } from './support/baskets';
import { holdTold, usd } from './support/facts';
import { inCheckouts } from './support/inCheckouts';
import { aKey, aMethod, home, ordered, tillInput, untilOrder } from './support/orders';
import type { OrdersBed } from './support/ordersBed';
import { type Participants, refused } from './support/participants';
import { aCustomer } from './support/people';

let bed: OrdersBed;
let others: Participants;
inCheckouts((opened) => {
  ({ bed, others } = opened);
});

const declined = refused('PAYMENT_DECLINED', 'The card was declined.');
const large = { id: newId('menuOption'), name: 'Large', priceDeltaMinor: 300 };
const size = { id: newId('optionGroup'), name: 'Size', minChoices: 0, maxChoices: 1, options: [large] };

const buys = async (buyer: Viewer, given: Record<string, unknown> = {}) =>
  ordered(bed, buyer, 'checkout', await tillInput(bed, buyer, given));

async function withBooks(buyer: Viewer, quantity: number) {
  await adds(bed, buyer, { catalogItemId: await aBook(bed), quantity });
}

/** The payment is declined once it was asked for. */
async function declines(orderId: string): Promise<void> {
  await eventually(() => expect(others.requests(orderId, 'AUTHORISE_PAYMENT')).toHaveLength(1), 20_000);
  const [request] = others.requests(orderId, 'AUTHORISE_PAYMENT');
  if (request !== undefined) await others.answer(request, declined);
}

describe('a checkout that fails', () => {
  it('gives the basket back as it was, with choices and coupons in their order', async () => {
    const ann = aCustomer();
    await withBooks(ann, 2);
    const { menuItemId } = await aPizza(bed, { dish: { optionGroups: [size] } });
    await adds(bed, ann, { menuItemId, quantity: 3, optionIds: [large.id], note: 'No olives' });
    const fiver = await aCoupon(bed, { kind: 'AMOUNT', basis_points: null, amount_minor: 500, currency: 'EUR' });
    const tenth = await aCoupon(bed, { customer_limit: 1 });
    await changed(bed, ann, 'couponApply', { code: tenth });
    bed.clock.set('2030-07-03T12:00:01.000Z');
    await changed(bed, ann, 'couponApply', { code: fiver });
    const before = await cartOf(bed, ann);
    if (before === null) throw new Error('there is no basket');
    others.script('AUTHORISE_PAYMENT', () => declined);
    const { id } = await buys(ann, { expectedTotal: before.total });
    await untilOrder(bed, ann, id, 'FAILED');
    const { lines, ...whole } = before;
    expect(await cartOf(bed, ann)).toEqual({
      ...whole,
      lines: lines.map((line) => ({ ...line, id: expect.any(String) })),
      version: before.version + 2,
    });

    others.reset();
    await untilOrder(bed, ann, (await buys(ann)).id, 'CONFIRMED');
  });

  it('gives it back in its currency', async () => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed, { prices: [usd(1350)], price: usd(1350) }) });
    others.script('AUTHORISE_PAYMENT', () => declined);
    await untilOrder(bed, ann, (await buys(ann)).id, 'FAILED');
    expect(await cartOf(bed, ann)).toMatchObject({ subtotal: usd(1350), lines: [{ quantity: 1 }], warnings: [] });
  });

  it('gives back seats only while they are held', async () => {
    const [ann, bob] = [aCustomer(), aCustomer()];
    others.script('AUTHORISE_PAYMENT', () => null);
    const [kept, spent] = [await aHold(bed, ann), await aHold(bed, bob)];
    const bought = new Map<Viewer, string>();
    for (const [buyer, seatHoldId] of [
      [ann, kept],
      [bob, spent],
    ] as const) {
      await adds(bed, buyer, { seatHoldId });
      await withBooks(buyer, 1);
      bought.set(buyer, (await buys(buyer)).id);
    }
    await bed.hear(holdTold(spent, bob.userId, { state: 'CONVERTED', version: 2 }));
    await told(bed);
    for (const [buyer, id] of bought) {
      await declines(id);
      await untilOrder(bed, buyer, id, 'FAILED');
    }
    const kinds = async (buyer: Viewer) => (await cartOf(bed, buyer))?.lines.map(({ __typename }) => __typename);
    expect(await kinds(ann)).toEqual(['SeatCartLine', 'CatalogCartLine']);
    expect(await kinds(bob)).toEqual(['CatalogCartLine']);
  });

  it('leaves a basket alone that was begun meanwhile', async () => {
    const ann = aCustomer();
    await withBooks(ann, 2);
    others.script('AUTHORISE_PAYMENT', () => null);
    const { id } = await buys(ann);
    await withBooks(ann, 7);
    await declines(id);
    await untilOrder(bed, ann, id, 'FAILED');
    expect(await cartOf(bed, ann)).toMatchObject({ lines: [{ quantity: 7 }] });
  });

  it('puts all of it back or nothing, whoever is putting something in at that moment', async () => {
    others.script('AUTHORISE_PAYMENT', () => declined);
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const ann = aCustomer();
        await withBooks(ann, 2);
        await withBooks(ann, 3);
        const another = await aBook(bed);
        const { id } = await buys(ann);
        await adds(bed, ann, { catalogItemId: another, quantity: 7 });
        await untilOrder(bed, ann, id, 'FAILED');
        const quantities = (await cartOf(bed, ann))?.lines.map(({ quantity }) => quantity).sort();
        expect([[7], [2, 3, 7]]).toContainEqual(quantities);
      }),
    );
  });
});

describe('a basket stays empty', () => {
  it('after an order that is confirmed, or that its customer calls off', async () => {
    const ann = aCustomer();
    await withBooks(ann, 1);
    const { id } = await buys(ann);
    await untilOrder(bed, ann, id, 'CONFIRMED');
    expect((await cartOf(bed, ann))?.lines).toEqual([]);
    await ordered(bed, ann, 'orderCancel', { orderId: id, idempotencyKey: aKey() });
    expect((await cartOf(bed, ann))?.lines).toEqual([]);
  });

  it('after an order that was made past it', async () => {
    const ann = aCustomer();
    others.script('AUTHORISE_PAYMENT', () => declined);
    const items = [{ catalogItemId: await aBook(bed), quantity: 1 }];
    const input = { items, shippingAddress: home, paymentMethodId: aMethod(), idempotencyKey: aKey() };
    await untilOrder(bed, ann, (await ordered(bed, ann, 'orderCreate', input)).id, 'FAILED');
    expect(await cartOf(bed, ann)).toBeNull();
  });
});
