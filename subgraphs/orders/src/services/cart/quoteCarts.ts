import type { EntityManager } from 'typeorm';
import type { Cart } from '../../domain/cart';
import { type CartQuote, type GivenCoupon, quoteCart } from '../../domain/cartQuote';
import { cartsRepository } from '../../persistence/cartsRepository';
import { couponsRepository } from '../../persistence/couponsRepository';
import type { OrdersServices } from '../services';
import { readOffers } from './readOffers';

/** What the baskets hold and cost now, in their order; however many they are, by the same few statements. */
export async function quoteCarts(
  db: EntityManager,
  { clock, tariffs }: Pick<OrdersServices, 'clock' | 'tariffs'>,
  carts: readonly Cart[],
): Promise<CartQuote[]> {
  const lines = await cartsRepository(db).linesOf(carts.map(({ id }) => id));
  const offers = await readOffers(db, lines);
  const coupons = await givenCoupons(db, carts);
  const now = clock.now();
  return carts.map((cart) => {
    const content = {
      currency: cart.currency,
      lines: lines.filter(({ cartId }) => cartId === cart.id),
      coupons: coupons.filter(({ cartId }) => cartId === cart.id),
      offers,
    };
    return quoteCart(content, tariffs, now);
  });
}

/** The coupons in the baskets, with how often their customers have used them. */
export async function givenCoupons(
  db: EntityManager,
  carts: readonly Cart[],
): Promise<(GivenCoupon & { readonly cartId: string })[]> {
  const coupons = couponsRepository(db);
  const placed = await coupons.inCarts(carts.map(({ id }) => id));
  if (placed.length === 0) return [];
  const customerOf = new Map(carts.map(({ id, customerId }) => [id, customerId]));
  const customerIds = [...customerOf.values()].filter((id) => id !== null);
  const timesUsed = await coupons.timesUsedBy(
    placed.map(({ coupon }) => coupon.id),
    customerIds,
  );
  return placed.map(({ cartId, coupon }) => ({
    cartId,
    coupon,
    timesUsedByCustomer: timesUsed.get(`${coupon.id} ${customerOf.get(cartId)}`) ?? 0,
  }));
}
