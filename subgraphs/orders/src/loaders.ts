import type { Viewer } from '@marquee/shared/auth';
import { byId, uniqueBy } from '@marquee/shared/loaders';
import DataLoader from 'dataloader';
import { type Cart, mayUseCart } from './domain/cart';
import type { CartQuote } from './domain/cartQuote';
import { cartsRepository } from './persistence/cartsRepository';
import { offersRepository } from './persistence/offersRepository';
import { quoteCarts } from './services/cart/quoteCarts';
import type { OrdersServices } from './services/services';

export type Loaders = ReturnType<typeof createLoaders>;

/** What one request reads, each row once and what is asked for together in one statement. Never outlives the request. */
export function createLoaders(services: OrdersServices, viewer: Viewer | null) {
  const db = services.db.manager;
  const carts = cartsRepository(db);
  const visible = async (found: Promise<Cart[]>) => (await found).filter((cart) => mayUseCart(viewer, cart));
  const cart = byId('cart', (ids) => visible(carts.findByIds(ids)));
  const cartOf = uniqueBy(carts.findByCustomers, ({ customerId }) => customerId ?? '');
  const quote = new DataLoader<Cart, CartQuote, string>((asked) => quoteCarts(db, services, asked), {
    cacheKeyFn: ({ id }) => id,
  });
  return {
    /** A basket that the viewer may use. */
    cart,
    /** Of a customer who is the viewer. */
    cartOf,
    quote,
    item: uniqueBy(offersRepository(db).items, ({ itemId }) => itemId),
    /** What was read of baskets before one changed. */
    forgetCarts: (): void => {
      cart.clearAll();
      cartOf.clearAll();
      quote.clearAll();
    },
  };
}
