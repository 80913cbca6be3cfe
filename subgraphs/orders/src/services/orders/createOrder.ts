import { runOnce } from '@marquee/shared/idempotency';
import { isId, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { priceOfItem, quoteLine } from '../../domain/cart';
import { type OrderCreateInput, type OrderRequest, readOrderRequest } from '../../domain/checkoutRequest';
import type { ItemOffer } from '../../domain/offers';
import { draftLine, type OrderDraft } from '../../domain/orderDraft';
import { checkStock, priceConfirmed } from '../../domain/tillChecks';
import { readOffers } from '../cart/readOffers';
import type { OrdersServices, Tariffs } from '../services';
import { checkOpenOrders } from './checkOpenOrders';
import { checkPaymentMethodId, type OrderDone } from './checkout';
import { placeOrder } from './placeOrder';

export interface CreateOrder extends OrderCreateInput {
  readonly customerId: string;
  readonly idempotencyKey: string;
  readonly traceId: string | null;
}

const pathOf = (index: number) => ['input', 'items', index, 'catalogItemId'];

/**
 * Makes an order of goods past the basket. Without a payment method everything is reserved and the customer pays by a step
 * of their own, within half an hour.
 * @throws InvalidInput | NotFound | InsufficientStock | CurrencyMismatch | PriceChanged | TooManyOpenOrders |
 * IdempotencyKeyReused
 */
export async function createOrder(services: OrdersServices, command: CreateOrder): Promise<OrderDone> {
  const { db, clock, tariffs, mostOpenOrders } = services;
  const { customerId, idempotencyKey: key, traceId, ...input } = command;
  const request = readOrderRequest(input);
  if (request.paymentMethodId !== null) checkPaymentMethodId(request.paymentMethodId);
  const claim = { userId: customerId, operation: 'orderCreate', key, body: request };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    await checkOpenOrders(tx, customerId, mostOpenOrders);
    const placing = { now: clock.now(), traceId };
    const order = await placeOrder(tx, await draftOf(tx, customerId, request, tariffs), placing);
    return { orderId: order.id };
  });
  return { orderId: result.orderId, replayed };
}

async function draftOf(
  tx: EntityManager,
  customerId: string,
  request: OrderRequest,
  tariffs: Tariffs,
): Promise<OrderDraft> {
  const { shippingAddress, billingAddress, paymentMethodId, expectedTotal } = request;
  const { homeCountry, assumedWeightGrams } = tariffs.shipping;
  const wanted = request.items.map(({ itemId, quantity }) => ({
    id: itemId,
    cartId: '',
    kind: 'ITEM' as const,
    subjectId: itemId,
    optionIds: [],
    note: null,
    quantity,
    seenPriceMinor: 0,
  }));
  const known = wanted.filter(({ subjectId }) => isId('product', subjectId) || isId('book', subjectId));
  const offers = await readOffers(tx, known);
  const items = wanted.map(({ subjectId }, index) => soldItem(offers.items.get(subjectId), subjectId, index));
  // Prices are quoted in what the customer expects to pay, or else in the currency of the first of them.
  const currency = expectedTotal?.currency ?? items[0]?.currency ?? tariffs.shipping.homeCurrency;
  items.forEach((item, index) => priceOfItem(item, currency, pathOf(index)));
  const quoted = wanted.map((line) => quoteLine(line, offers, currency, assumedWeightGrams));
  checkStock(quoted, offers);
  // What is fetched from the shop has no way to pay for.
  const lines = quoted.map(draftLine).map((line) => (shippingAddress === null ? { ...line, weightGrams: 0 } : line));
  const country = shippingAddress?.country ?? homeCountry;
  const price = priceConfirmed({ currency, lines, coupons: [], country, deliveryFeeMinor: 0 }, tariffs, expectedTotal);
  return {
    isOfBasket: false,
    customerId,
    currency,
    lines,
    price,
    shippingAddress,
    billingAddress,
    bookingId: null,
    kitchen: null,
    paymentMethodId,
    coupons: [],
  };
}

/** @throws NotFound for what is not known, or not sold */
function soldItem(item: ItemOffer | undefined, id: string, index: number): ItemOffer {
  if (!item?.isActive) throw missing('product', id, pathOf(index));
  return item;
}
