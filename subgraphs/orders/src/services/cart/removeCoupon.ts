import { NotFound } from '@marquee/shared/errors';
import { isStorable } from '@marquee/shared/text';
import type { Cart } from '../../domain/cart';
import { couponCodeOf } from '../../domain/coupon';
import { couponsRepository } from '../../persistence/couponsRepository';
import type { OrdersServices } from '../services';
import { changeCart, type WhichCart } from './changeCart';

/** Takes a coupon out of a basket. @throws NotFound when it is not in there, or for a basket that is not there | InvalidInput */
export async function removeCoupon(services: OrdersServices, which: WhichCart, text: string): Promise<Cart> {
  const code = couponCodeOf(text);
  return changeCart(services, which, async (tx, cart) => {
    const isRemoved = isStorable(code) && (await couponsRepository(tx).removeFromCart(cart.id, code));
    if (!isRemoved) throw new NotFound('There is no such coupon in the basket.', { path: ['code'] });
    return { currency: cart.currency };
  });
}
