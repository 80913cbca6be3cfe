import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput } from '@marquee/shared/errors';
import { getById, missing, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type Cart, mayUseCart } from '../../domain/cart';
import { cartsRepository } from '../../persistence/cartsRepository';
import type { OrdersServices } from '../services';

/** Which basket is meant: by its id, or without one the viewer's own. */
export interface WhichCart {
  readonly viewer: Viewer | null;
  readonly cartId: string | null | undefined;
}

const path = ['cartId'];

/**
 * Runs a change of a basket that is locked, and moves its version on when there was one. The signed-in get a basket of
 * their own when they have none; for others `mayBegin` says whether one is made.
 * @throws NotFound for one that is not there or somebody else's | InvalidInput
 */
export async function changeCart(
  { db, clock }: Pick<OrdersServices, 'db' | 'clock'>,
  which: WhichCart & { readonly mayBegin?: boolean },
  change: (tx: EntityManager, cart: Cart) => Promise<Pick<Cart, 'currency'> | null>,
): Promise<Cart> {
  return db.transaction(async (tx) => {
    const now = clock.now();
    const cart = await openCart(tx, which, now);
    const changed = await change(tx, cart);
    return changed === null ? cart : saveCart(tx, { ...cart, ...changed }, now);
  });
}

/** Saves a basket that has changed. */
export async function saveCart(tx: EntityManager, cart: Cart, now: Date): Promise<Cart> {
  const saved = { ...cart, version: cart.version + 1, updatedAt: now };
  await cartsRepository(tx).update(saved);
  return saved;
}

/** The viewer's own basket, made where there is none, and locked. */
export async function openOwnCart(tx: EntityManager, customerId: string, now: Date): Promise<Cart> {
  const carts = cartsRepository(tx);
  const found = await carts.findOfCustomerForUpdate(customerId);
  if (found !== null) return found;
  // A twin that does the same waits here for the other, and finds its basket.
  await carts.insert(newCart(customerId, now));
  const made = await carts.findOfCustomerForUpdate(customerId);
  if (made === null) throw new Error('a basket that was just made is gone');
  return made;
}

async function openCart(
  tx: EntityManager,
  { viewer, cartId, mayBegin = false }: WhichCart & { readonly mayBegin?: boolean },
  now: Date,
): Promise<Cart> {
  if (cartId != null) {
    const cart = await getById('cart', cartId, path, cartsRepository(tx).findForUpdate);
    if (!mayUseCart(viewer, cart)) throw missing('cart', cartId, path);
    return cart;
  }
  if (viewer !== null) return openOwnCart(tx, viewer.userId, now);
  if (!mayBegin) throw new InvalidInput('Say which basket, or sign in.', path);
  const cart = newCart(null, now);
  await cartsRepository(tx).insert(cart);
  return cart;
}

function newCart(customerId: string | null, now: Date): Cart {
  return { id: newId('cart'), customerId, currency: null, version: 1, createdAt: now, updatedAt: now };
}
