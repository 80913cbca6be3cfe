import { InvalidInput } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import { isId, missing, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type Cart, type CartLine, quoteLine } from '../../domain/cart';
import { type CheckoutInput, type CheckoutRequest, readCheckout } from '../../domain/checkoutRequest';
import { CartChanged, CartEmpty } from '../../domain/errors';
import { draftLine, type OrderDraft, tipLine } from '../../domain/orderDraft';
import { discountableMinor } from '../../domain/pricing';
import { checkSeats, checkStock, priceConfirmed } from '../../domain/tillChecks';
import { cartsRepository } from '../../persistence/cartsRepository';
import { saveCart } from '../cart/changeCart';
import { emptyCart } from '../cart/clearCart';
import { readOffers } from '../cart/readOffers';
import type { OrdersServices, Tariffs } from '../services';
import { checkOpenOrders } from './checkOpenOrders';
import { kitchenTerms } from './kitchenTerms';
import { type Placing, placeOrder } from './placeOrder';
import { lockApplyingCoupons } from './useCoupons';

export interface Checkout extends CheckoutInput {
  readonly customerId: string;
  readonly idempotencyKey: string;
  readonly traceId: string | null;
}

export interface OrderDone {
  readonly orderId: string;
  readonly replayed: boolean;
}

/** A basket with what is in it. */
interface FilledCart {
  readonly cart: Cart & { readonly customerId: string };
  readonly held: readonly CartLine[];
}

/**
 * Makes an order of the customer's basket at the prices of this moment and begins to reserve everything in it; the basket
 * is empty then. What can be known before is refused here, and the basket stays; what fails later is told by the order, and
 * the basket comes back.
 * @throws InvalidInput | NotFound | CartEmpty | CartChanged | InsufficientStock | HoldExpired | CouponNotApplicable |
 * CurrencyMismatch | PriceChanged | TooManyOpenOrders | IdempotencyKeyReused
 */
export async function checkout(services: OrdersServices, command: Checkout): Promise<OrderDone> {
  const { db, clock, tariffs, mostOpenOrders } = services;
  const { customerId, idempotencyKey: key, traceId, ...input } = command;
  const request = readCheckout(input);
  checkPaymentMethodId(request.paymentMethodId);
  const claim = { userId: customerId, operation: 'checkout', key, body: request };
  const { result, replayed } = await runOnce(db, claim, async (tx) => {
    const placing = { now: clock.now(), traceId };
    const filled = await lockCart(tx, customerId, request.cartVersion);
    await checkOpenOrders(tx, customerId, mostOpenOrders);
    const order = await placeOrder(tx, await draftOf(tx, filled, request, { ...placing, tariffs }), placing);
    await emptyCart(tx, filled.cart);
    await saveCart(tx, { ...filled.cart, currency: null }, placing.now);
    return { orderId: order.id };
  });
  return { orderId: result.orderId, replayed };
}

/** Whose it is and whether it is good, payments knows; what has not even the form of one is nobody's. @throws NotFound */
export function checkPaymentMethodId(id: string): void {
  if (!isId('paymentMethod', id)) throw missing('paymentMethod', id, ['input', 'paymentMethodId']);
}

async function lockCart(tx: EntityManager, customerId: string, version: number): Promise<FilledCart> {
  const cart = await cartsRepository(tx).findOfCustomerForUpdate(customerId);
  const held = cart === null ? [] : await cartsRepository(tx).linesOf([cart.id]);
  if (cart === null || held.length === 0) throw new CartEmpty();
  if (cart.version !== version) throw new CartChanged(cart.version);
  return { cart: { ...cart, customerId }, held };
}

async function draftOf(
  tx: EntityManager,
  { cart, held }: FilledCart,
  request: CheckoutRequest,
  { now, tariffs }: Placing & { readonly tariffs: Tariffs },
): Promise<OrderDraft> {
  const { customerId } = cart;
  const { shippingAddress, billingAddress, paymentMethodId } = request;
  const { homeCountry, homeCurrency, assumedWeightGrams } = tariffs.shipping;
  const currency = cart.currency ?? homeCurrency;
  const offers = await readOffers(tx, held);
  const quoted = held.map((line) => quoteLine(line, offers, currency, assumedWeightGrams));
  checkSeats(quoted, offers, customerId, now);
  checkStock(quoted, offers);
  if (shippingAddress === null && quoted.some(({ line }) => line.kind === 'ITEM')) {
    throw new InvalidInput('Say where the goods are sent.', ['input', 'shippingAddress']);
  }
  const bookingId = quoted.some(({ line }) => line.kind === 'SEATS') ? newId('booking') : null;
  const kitchen = await kitchenTerms(tx, { customerId, lines: quoted, offers, currency, bookingId, now }, request.food);
  const coupons = await lockApplyingCoupons(tx, cart, { subtotalMinor: discountableMinor(quoted), currency, now });
  const lines = [...quoted.map(draftLine), ...(kitchen?.tip ? [tipLine(kitchen.tip.minor)] : [])];
  const country = shippingAddress?.country ?? homeCountry;
  const basket = { currency, lines, coupons, country, deliveryFeeMinor: kitchen?.deliveryFeeMinor ?? 0 };
  const price = priceConfirmed(basket, tariffs, request.expectedTotal);
  const uses = coupons.map(({ id: couponId }, nth) => ({
    couponId,
    position: nth,
    discountMinor: price.couponDiscountsMinor[nth] ?? 0,
  }));
  return {
    isOfBasket: true,
    customerId,
    currency,
    lines,
    price,
    shippingAddress,
    billingAddress,
    bookingId,
    kitchen,
    paymentMethodId,
    coupons: uses,
  };
}
