import type { EntityManager } from 'typeorm';
import type { Cart } from '../../domain/cart';
import { type Coupon, couponRefusal } from '../../domain/coupon';
import { CouponNotApplicable } from '../../domain/errors';
import { couponsRepository } from '../../persistence/couponsRepository';

/** No argument names a coupon; they are in the basket whose version the customer has named. */
const path = ['input', 'cartVersion'];

/**
 * The coupons of a basket that all apply to it, in their order. They are locked: of many who want the last use of one, the
 * next sees it gone. @throws CouponNotApplicable
 */
export async function lockApplyingCoupons(
  tx: EntityManager,
  cart: Cart & { readonly customerId: string },
  { subtotalMinor, currency, now }: { readonly subtotalMinor: number; readonly currency: string; readonly now: Date },
): Promise<Coupon[]> {
  const coupons = couponsRepository(tx);
  const placed = await coupons.inCarts([cart.id]);
  if (placed.length === 0) return [];
  const ids = placed.map(({ coupon }) => coupon.id);
  const locked = new Map((await coupons.lock(ids)).map((coupon) => [coupon.id, coupon]));
  const timesUsed = await coupons.timesUsedBy(ids, [cart.customerId]);
  return ids.flatMap((id) => {
    const coupon = locked.get(id);
    if (coupon === undefined) return [];
    const timesUsedByCustomer = timesUsed.get(`${id} ${cart.customerId}`) ?? 0;
    const refusal = couponRefusal(coupon, { subtotalMinor, currency, now, timesUsedByCustomer });
    if (refusal !== null) throw new CouponNotApplicable(coupon, refusal, path);
    return [coupon];
  });
}
