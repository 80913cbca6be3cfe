import { InvalidInput } from '@marquee/shared/errors';
import { getById, missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type Cart, type CartLine, isSameThing, mostLines, priceOfItem } from '../../domain/cart';
import { checkCouponCount } from '../../domain/coupon';
import { CurrencyMismatch } from '../../domain/errors';
import type { Offers } from '../../domain/offers';
import { cartsRepository } from '../../persistence/cartsRepository';
import { couponsRepository } from '../../persistence/couponsRepository';
import type { OrdersServices } from '../services';
import { openOwnCart, saveCart } from './changeCart';
import { readOffers } from './readOffers';

const path = ['anonymousCartId'];
const mostPieces = 50;

/**
 * Puts what is in a basket that is nobody's into the customer's own, which takes its place. Of the same thing in both
 * there are then as many as in both together, fifty at most. What cannot go together is refused, and nothing has changed.
 * @throws NotFound | CurrencyMismatch | InvalidInput for dishes of two restaurants, or too many lines or
 * coupons
 */
export async function mergeCart(
  { db, clock }: OrdersServices,
  customerId: string,
  anonymousCartId: string,
): Promise<Cart> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const carts = cartsRepository(tx);
    const other = await getById('cart', anonymousCartId, path, carts.findForUpdate);
    if (other.customerId !== null) throw missing('cart', anonymousCartId, path);
    const own = await openOwnCart(tx, customerId, now);
    const ownLines = await carts.linesOf([own.id]);
    const otherLines = await carts.linesOf([other.id]);
    const currency = own.currency ?? other.currency;
    const offers = await readOffers(tx, [...ownLines, ...otherLines]);
    checkOneRestaurant([...ownLines, ...otherLines], offers);
    await moveLines(tx, own, ownLines, inCurrency(otherLines, other, currency, offers));
    const newCoupons = await moveCoupons(tx, own, other, now);
    await carts.remove(other.id);
    if (otherLines.length > 0) return saveCart(tx, { ...own, currency }, now);
    return newCoupons > 0 ? saveCart(tx, own, now) : own;
  });
}

/** Returns how many were not in there before. */
async function moveCoupons(tx: EntityManager, own: Cart, other: Cart, now: Date): Promise<number> {
  const coupons = couponsRepository(tx);
  const placed = await coupons.inCarts([own.id, other.id]);
  const idsIn = (cart: Cart) => placed.filter(({ cartId }) => cartId === cart.id).map(({ coupon }) => coupon.id);
  const ownIds = idsIn(own);
  const fresh = idsIn(other).filter((id) => !ownIds.includes(id));
  checkCouponCount(ownIds.length + fresh.length, path);
  for (const id of fresh) await coupons.addToCart(own.id, id, now);
  return fresh.length;
}

function checkOneRestaurant(lines: readonly CartLine[], { dishes }: Offers): void {
  const restaurants = new Set(lines.flatMap(({ subjectId }) => dishes.get(subjectId)?.restaurantId ?? []));
  if (restaurants.size > 1) throw new InvalidInput('The two baskets have dishes of two restaurants.', path);
}

/** The lines as they stand in a basket of that currency. */
function inCurrency(lines: readonly CartLine[], from: Cart, currency: string | null, offers: Offers): CartLine[] {
  if (currency === null || currency === from.currency) return [...lines];
  return lines.map((line) => {
    const item = offers.items.get(line.subjectId);
    if (item === undefined) throw new CurrencyMismatch(currency, path);
    return { ...line, seenPriceMinor: priceOfItem(item, currency, path) };
  });
}

async function moveLines(
  tx: EntityManager,
  own: Cart,
  ownLines: readonly CartLine[],
  otherLines: readonly CartLine[],
): Promise<void> {
  const carts = cartsRepository(tx);
  const sameAs = (line: CartLine) => ownLines.find((ownLine) => isSameThing(ownLine, line));
  const fresh = otherLines.filter((line) => sameAs(line) === undefined);
  if (ownLines.length + fresh.length > mostLines)
    throw new InvalidInput(`A basket has at most ${mostLines} lines.`, path);
  await carts.removeLines(otherLines.map(({ id }) => id));
  for (const line of otherLines) {
    const same = sameAs(line);
    if (same === undefined) await carts.insertLine({ ...line, cartId: own.id });
    else await carts.updateLine({ ...same, quantity: Math.min(mostPieces, same.quantity + line.quantity) });
  }
}
