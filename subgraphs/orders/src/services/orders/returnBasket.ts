import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { isHeld } from '../../domain/offers';
import type { Order } from '../../domain/order';
import { basketLines } from '../../domain/returnedBasket';
import { cartsRepository } from '../../persistence/cartsRepository';
import { couponsRepository } from '../../persistence/couponsRepository';
import { offersRepository } from '../../persistence/offersRepository';
import { ordersRepository } from '../../persistence/ordersRepository';
import { openOwnCart, saveCart } from '../cart/changeCart';

/**
 * Puts what a failed order was made of back into its customer's basket, at the prices that they saw: all of it but seats
 * that are held no longer. A basket in which something is already stays as it is. It locks the basket and then coupons, as
 * the till does, so whoever moves the order must not have locked those before.
 */
export async function returnBasket(tx: EntityManager, order: Order, now: Date): Promise<void> {
  if (!order.isOfBasket) return;
  const [carts, coupons] = [cartsRepository(tx), couponsRepository(tx)];
  const cart = await openOwnCart(tx, order.customerId, now);
  const isEmpty = (await carts.linesOf([cart.id])).length === 0 && (await coupons.inCarts([cart.id])).length === 0;
  if (!isEmpty) return;
  const ordered = await ordersRepository(tx).linesOf([order.id]);
  const seats = ordered.flatMap(({ kind, subjectId }) => (kind === 'SEATS' && subjectId !== null ? [subjectId] : []));
  const holds = seats.length === 0 ? [] : await offersRepository(tx).holds(seats);
  const heldIds = holds.filter((hold) => isHeld(hold, now)).map(({ holdId }) => holdId);
  const lines = basketLines(ordered, heldIds);
  if (lines.length === 0) return;
  for (const line of lines) await carts.insertLine({ ...line, id: newId('cartLine'), cartId: cart.id });
  for (const [position, id] of (await coupons.usedBy(order.id)).entries()) {
    // By this time baskets know the order in which coupons were given.
    await coupons.addToCart(cart.id, id, new Date(now.getTime() + position));
  }
  await saveCart(tx, { ...cart, currency: order.currency }, now);
}
