import type { Viewer } from '@marquee/shared/auth';
import { isId } from '@marquee/shared/ids';
import { byId, listsBy, uniqueBy } from '@marquee/shared/loaders';
import DataLoader from 'dataloader';
import { mayReadOrder, mayReadSaga } from './domain/access';
import { type Cart, mayUseCart } from './domain/cart';
import type { CartQuote } from './domain/cartQuote';
import type { Order } from './domain/order';
import { cartsRepository } from './persistence/cartsRepository';
import { fatesRepository } from './persistence/fatesRepository';
import { offersRepository } from './persistence/offersRepository';
import { ordersRepository } from './persistence/ordersRepository';
import { sagasRepository } from './saga';
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
  const orders = ordersRepository(db);
  const readable = async (found: Promise<Order[]>) => (await found).filter((row) => mayReadOrder(viewer, row));
  const sagas = sagasRepository(db);
  const ofOrders = {
    order: byId('order', orders.findByIds),
    visibleOrder: byId('order', (ids) => readable(orders.findByIds(ids))),
    visibleOrderByNumber: uniqueBy(
      (numbers) => readable(orders.findByNumbers(numbers)),
      ({ number }) => number,
    ),
    visibleOrderOfBooking: uniqueBy(
      (ids) => readable(orders.findByBookings(ids)),
      ({ bookingId }) => bookingId ?? '',
      (id) => isId('booking', id),
    ),
    visibleOrderOfFoodOrder: uniqueBy(
      (ids) => readable(orders.findByFoodOrders(ids)),
      ({ foodOrderId }) => foodOrderId ?? '',
      (id) => isId('foodOrder', id),
    ),
    orderLines: listsBy(orders.linesOf, ({ orderId }) => orderId),
    timeline: listsBy(orders.timelinesOf, ({ orderId }) => orderId),
    shipments: listsBy(orders.shipmentsOf, ({ orderId }) => orderId),
    shipment: byId('shipment', orders.findShipments),
    saga: byId('checkoutSaga', sagas.findByIds),
    visibleSaga: byId('checkoutSaga', async (ids) =>
      (await sagas.findByIds(ids)).filter((row) => mayReadSaga(viewer, row)),
    ),
    sagaSteps: listsBy(sagas.stepsOf, ({ sagaId }) => sagaId),
  };
  return {
    /**
     * `visible…` are those that the viewer may see: a reference names an id but proves nothing. The others are of an order
     * that the viewer was found to be allowed to see.
     */
    ...ofOrders,
    /** Whether the viewer has bought the item. */
    boughtByViewer: new DataLoader<string, boolean>(async (itemIds) => {
      const bought = viewer === null ? new Set() : await orders.boughtBy(viewer.userId, itemIds);
      return itemIds.map((id) => bought.has(id));
    }),
    spent: listsBy(fatesRepository(db).spentBy, ({ payerId }) => payerId),
    /** What was read of orders before one changed. */
    forgetOrders: (): void => {
      for (const loader of Object.values(ofOrders)) loader.clearAll();
    },
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
