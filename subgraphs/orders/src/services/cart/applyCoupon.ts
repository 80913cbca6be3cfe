import { isStorable } from '@marquee/shared/text';
import type { Cart } from '../../domain/cart';
import { checkCouponCount, couponCodeOf, couponRefusal } from '../../domain/coupon';
import { CouponNotApplicable, NoSuchCoupon } from '../../domain/errors';
import { discountableMinor } from '../../domain/pricing';
import { couponsRepository } from '../../persistence/couponsRepository';
import type { OrdersServices } from '../services';
import { changeCart, type WhichCart } from './changeCart';
import { quoteCarts } from './quoteCarts';

const path = ['code'];
const longestCode = 50;

/**
 * Puts a coupon into a basket to which it applies now; the till looks again. One that is in there stays.
 * @throws NotFound | NoSuchCoupon | CouponNotApplicable | InvalidInput
 */
export async function applyCoupon(services: OrdersServices, which: WhichCart, text: string): Promise<Cart> {
  const code = couponCodeOf(text);
  return changeCart(services, which, async (tx, cart) => {
    const coupons = couponsRepository(tx);
    const coupon = code.length <= longestCode && isStorable(code) ? await coupons.findByCode(code) : null;
    if (coupon === null) throw new NoSuchCoupon(path);
    const [quote] = await quoteCarts(tx, services, [cart]);
    if (quote === undefined) throw new Error('a basket has no quote');
    if (quote.coupons.some((given) => given.coupon.id === coupon.id)) return null;
    checkCouponCount(quote.coupons.length + 1, path);
    const timesUsed = await coupons.timesUsedBy([coupon.id], [cart.customerId ?? '']);
    const refusal = couponRefusal(coupon, {
      subtotalMinor: discountableMinor(quote.lines),
      currency: quote.currency,
      now: services.clock.now(),
      timesUsedByCustomer: timesUsed.get(`${coupon.id} ${cart.customerId}`) ?? 0,
    });
    if (refusal !== null) throw new CouponNotApplicable(coupon, refusal, path);
    await coupons.addToCart(cart.id, coupon.id, services.clock.now());
    return { currency: cart.currency };
  });
}
