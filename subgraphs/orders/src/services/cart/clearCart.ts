import type { EntityManager } from 'typeorm';
import type { Cart } from '../../domain/cart';
import { cartsRepository } from '../../persistence/cartsRepository';
import { couponsRepository } from '../../persistence/couponsRepository';
import type { OrdersServices } from '../services';
import { changeCart, type WhichCart } from './changeCart';

/** Takes everything out of a basket. @throws NotFound | InvalidInput */
export async function clearCart(services: OrdersServices, which: WhichCart): Promise<Cart> {
  return changeCart(services, which, async (tx, cart) => ((await emptyCart(tx, cart)) ? { currency: null } : null));
}

/** False when there was nothing in it. */
export async function emptyCart(tx: EntityManager, { id }: Cart): Promise<boolean> {
  const lines = await cartsRepository(tx).linesOf([id]);
  await cartsRepository(tx).removeLines(lines.map((line) => line.id));
  const coupons = await couponsRepository(tx).removeAllFromCart(id);
  return lines.length > 0 || coupons > 0;
}
