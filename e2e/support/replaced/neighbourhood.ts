import { randomUUID } from 'node:crypto';
import { type BookingAnswer, bookSeats } from '../bookings';
import { type Cinema, openCinema } from '../cinema';
import { post } from '../client';
import { orderInput, place } from '../foodOrders';
import { type GoodsOrder, orderGoods } from '../goodsOrders';
import { type Kitchen, openKitchen } from '../kitchen';
import type { Marquee } from '../marquee';
import { logInAsAdministrator, type Person, register } from '../people';
import { untilFound } from '../searching';
import { openShop, type Shop } from '../shop';
import { addMethod, payFor, untilTaken } from '../till';

/** Who calls the endpoints and what they call them about. */
export interface Neighbourhood {
  readonly url: string;
  readonly kitchen: Kitchen;
  readonly customer: Person & { readonly username: string };
  readonly adminToken: string;
  /** Of somebody who is about to log out. */
  readonly leaverToken: string;
  readonly categoryId: string;
  readonly foodId: string;
  /** One that the customer placed. */
  readonly order: { readonly id: string; readonly number: string };
  /** Another one, paid for by card; a little of it was given back. */
  readonly paid: { readonly orderId: string; readonly paymentId: string; readonly methodId: string };
  readonly cinema: Cinema;
  readonly shop: Shop;
  /** Of mugs, made by the customer. */
  readonly goodsOrders: Readonly<Record<'kept' | 'cancelled' | 'moved' | 'movedToo', GoodsOrder>>;
  /** Of the seat A1, made by the customer; it waits for its payment. */
  readonly booking: NonNullable<BookingAnswer['booking']>;
}

/** A restaurant with a menu, a cinema with a showing, a shop, and a customer who has ordered there and booked a seat. */
export async function openNeighbourhood({ url }: Marquee): Promise<Neighbourhood> {
  const kitchen = await openKitchen(url);
  const person = await register(url, 'Nora');
  const { data } = await post<{
    me: { username: string };
    menuItem: { food: { id: string; category: { id: string } } };
  }>(
    url,
    'query ($id: ID!) { me { username } menuItem(id: $id) { food { id category { id } } } }',
    { id: kitchen.pizzaId },
    person,
  );
  const { food } = data.menuItem;
  const placed = await place(url, person.token, orderInput(kitchen));
  if (placed.data.foodOrderPlace.order === null) throw new Error('no order was placed');
  const adminToken = await logInAsAdministrator(url);
  const paid = await payForPizzas(url, { kitchen, customer: person, adminToken });
  const cinema = await openCinema(url);
  await untilFound(url, cinema.movieTitle);
  const shop = await openShop(url);
  await stockBook(url, adminToken, shop.bookId);
  const ordered = () => orderGoods(url, person.token, shop.mugId);
  return {
    url,
    kitchen,
    customer: { ...person, username: data.me.username },
    adminToken,
    leaverToken: (await register(url, 'Lea')).token,
    categoryId: food.category.id,
    foodId: food.id,
    order: placed.data.foodOrderPlace.order,
    paid,
    cinema,
    shop,
    goodsOrders: {
      kept: await ordered(),
      cancelled: await ordered(),
      moved: await ordered(),
      movedToo: await ordered(),
    },
    booking: await bookSeats(url, person.token, cinema.showingId, [cinema.seats['A1'] ?? '']),
  };
}

/** Ten copies come in; once the mugs have been ordered, orders knows of them too. */
async function stockBook(url: string, token: string, itemId: string): Promise<void> {
  const input = { itemId, delta: 10, reason: 'A delivery', idempotencyKey: randomUUID() };
  const query = 'mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { errors { code } } }';
  await post(url, query, { input }, { token });
}

/** What somebody new gives when they register. */
export function newcomer(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> & { email: string } {
  return {
    email: `newcomer.${randomUUID().slice(0, 8)}@example.com`,
    password: `nine ${randomUUID()} herons`,
    displayName: 'Petra Quill',
    ...change,
  };
}

async function payForPizzas(
  url: string,
  { kitchen, customer, adminToken }: Pick<Neighbourhood, 'kitchen' | 'adminToken'> & { readonly customer: Person },
): Promise<Neighbourhood['paid']> {
  const methodId = await addMethod(url, customer.token);
  const placed = await place(url, customer.token, orderInput(kitchen));
  const orderId = placed.data.foodOrderPlace.order?.id ?? '';
  const { id: paymentId } = await payFor(url, customer.token, {
    subjectId: orderId,
    paymentMethodId: methodId,
  });
  await untilTaken(url, customer.token, paymentId);
  await post(
    url,
    'mutation ($input: RefundCreateInput!) { refundCreate(input: $input) { refund { id } errors { message } } }',
    { input: { paymentId, amount: { minor: 100, currency: 'EUR' }, idempotencyKey: randomUUID() } },
    { token: adminToken },
  );
  return { orderId, paymentId, methodId };
}
