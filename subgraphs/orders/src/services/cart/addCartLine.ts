import type { Viewer } from '@marquee/shared/auth';
import { Forbidden, InvalidInput } from '@marquee/shared/errors';
import { isId, missing, newId } from '@marquee/shared/ids';
import { optionalText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import {
  type Cart,
  type CartLine,
  isSameThing,
  mostLines,
  priceOfDish,
  priceOfItem,
  readQuantity,
} from '../../domain/cart';
import { CurrencyMismatch, HoldExpired } from '../../domain/errors';
import { isHeld } from '../../domain/offers';
import { cartsRepository } from '../../persistence/cartsRepository';
import { offersRepository } from '../../persistence/offersRepository';
import type { OrdersServices } from '../services';
import { awaitHold } from './awaitHold';
import { changeCart, type WhichCart } from './changeCart';

export interface AddCartLine {
  readonly catalogItemId?: string | null | undefined;
  readonly seatHoldId?: string | null | undefined;
  readonly menuItemId?: string | null | undefined;
  /** 1 when left out, as the schema says. */
  readonly quantity?: number | undefined;
  readonly optionIds?: readonly string[] | null | undefined;
  readonly note?: string | null | undefined;
}

/** What goes in, with the price and the currency it has there. */
interface Addition {
  readonly line: Pick<CartLine, 'kind' | 'subjectId' | 'optionIds' | 'note' | 'quantity' | 'seenPriceMinor'>;
  readonly currency: string;
}

interface Target {
  readonly cart: Cart;
  readonly lines: readonly CartLine[];
  readonly viewer: Viewer | null;
  readonly now: Date;
}

const quantityPath = ['input', 'quantity'];
const optionsPath = ['input', 'optionIds'];
const notePath = ['input', 'note'];

/**
 * Puts something into a basket; more of what is in there already is added up. An item is taken at its price in the
 * basket's currency, where it has one.
 * @throws InvalidInput | NotFound | Forbidden for seats in a basket that is nobody's | CurrencyMismatch | HoldExpired
 */
export async function addCartLine(services: OrdersServices, which: WhichCart, input: AddCartLine): Promise<Cart> {
  const find = additionFor(input);
  if (input.seatHoldId != null) await awaitHold(services, which.viewer, input.seatHoldId);
  return changeCart(services, { ...which, mayBegin: true }, async (tx, cart) => {
    const lines = await cartsRepository(tx).linesOf([cart.id]);
    const target = { cart, lines, viewer: which.viewer, now: services.clock.now() };
    const addition = await find(tx, target);
    if (cart.currency !== null && addition.currency !== cart.currency) {
      throw new CurrencyMismatch(cart.currency, ['input']);
    }
    await put(tx, target, addition.line);
    return { currency: addition.currency };
  });
}

/** @throws InvalidInput unless exactly one thing is named, and no more than goes with it */
function additionFor(input: AddCartLine): (tx: EntityManager, target: Target) => Promise<Addition> {
  const { catalogItemId, seatHoldId, menuItemId, quantity: pieces = 1 } = input;
  const named = [catalogItemId, seatHoldId, menuItemId].filter((id) => id != null);
  if (named.length !== 1) throw new InvalidInput('Name exactly one thing to put in.', ['input']);
  const quantity = readQuantity(pieces, quantityPath);
  const optionIds = (input.optionIds ?? []).toSorted();
  const note = optionalText(input.note, notePath, { max: 300, mayHaveLines: true });
  if (menuItemId != null) {
    if (new Set(optionIds).size < optionIds.length) {
      throw new InvalidInput('Each option can be chosen once.', optionsPath);
    }
    return (tx, target) => dishAddition(tx, target, { menuItemId, optionIds, note, quantity });
  }
  if (optionIds.length > 0) throw new InvalidInput('Only a dish has options.', optionsPath);
  if (note !== null) throw new InvalidInput('Only a dish has a note.', notePath);
  if (catalogItemId != null) return (tx, target) => itemAddition(tx, target, catalogItemId, quantity);
  return (tx, target) => seatsAddition(tx, target, seatHoldId ?? '', quantity);
}

async function itemAddition(tx: EntityManager, { cart }: Target, id: string, quantity: number): Promise<Addition> {
  const path = ['input', 'catalogItemId'];
  const isItem = isId('product', id) || isId('book', id);
  const [item] = isItem ? await offersRepository(tx).items([id]) : [];
  if (!item?.isActive) throw missing('product', id, path);
  const currency = cart.currency ?? item.currency;
  const seenPriceMinor = priceOfItem(item, currency, path);
  return { line: { kind: 'ITEM', subjectId: id, optionIds: [], note: null, quantity, seenPriceMinor }, currency };
}

async function dishAddition(
  tx: EntityManager,
  { lines }: Target,
  { menuItemId, optionIds, note, quantity }: Pick<CartLine, 'optionIds' | 'note' | 'quantity'> & { menuItemId: string },
): Promise<Addition> {
  const path = ['input', 'menuItemId'];
  const offers = offersRepository(tx);
  const [dish] = isId('menuItem', menuItemId) ? await offers.dishes([menuItemId]) : [];
  if (dish === undefined) throw missing('menuItem', menuItemId, path);
  const seenPriceMinor = priceOfDish(dish, optionIds, optionsPath);
  const others = await offers.dishes(lines.filter(({ kind }) => kind === 'DISH').map(({ subjectId }) => subjectId));
  if (others.some(({ restaurantId }) => restaurantId !== dish.restaurantId)) {
    throw new InvalidInput('The basket has dishes of another restaurant.', path);
  }
  const line = { kind: 'DISH' as const, subjectId: menuItemId, optionIds, note, quantity, seenPriceMinor };
  return { line, currency: dish.currency };
}

async function seatsAddition(tx: EntityManager, target: Target, id: string, quantity: number): Promise<Addition> {
  const path = ['input', 'seatHoldId'];
  const [hold] = isId('seatHold', id) ? await offersRepository(tx).holds([id]) : [];
  if (hold === undefined || hold.customerId !== target.viewer?.userId) throw missing('seatHold', id, path);
  if (target.cart.customerId === null) {
    throw new Forbidden('Seats go into the basket of whoever holds them.', ['cartId']);
  }
  if (!isHeld(hold, target.now)) throw new HoldExpired(path);
  if (quantity !== 1 && quantity !== hold.seatCount) {
    throw new InvalidInput(`The hold is of ${hold.seatCount} seats.`, quantityPath);
  }
  const line = { kind: 'SEATS' as const, subjectId: id, optionIds: [], note: null, quantity: hold.seatCount };
  return { line: { ...line, seenPriceMinor: hold.totalMinor }, currency: hold.currency };
}

async function put(tx: EntityManager, target: Target, addition: Addition['line']): Promise<void> {
  const carts = cartsRepository(tx);
  if (addition.kind === 'SEATS') await makeRoomForSeats(tx, target, addition.subjectId);
  const same = target.lines.find((line) => isSameThing(line, addition));
  if (same === undefined) {
    if (target.lines.length >= mostLines) throw new InvalidInput(`A basket has at most ${mostLines} lines.`, ['input']);
    await carts.insertLine({ ...addition, id: newId('cartLine'), cartId: target.cart.id });
    return;
  }
  const quantity =
    addition.kind === 'SEATS' ? addition.quantity : readQuantity(same.quantity + addition.quantity, quantityPath);
  await carts.updateLine({ ...same, quantity, seenPriceMinor: addition.seenPriceMinor });
}

/** Seats that are held no longer make room for others. @throws InvalidInput when those in there still are */
async function makeRoomForSeats(tx: EntityManager, { lines, now }: Target, holdId: string): Promise<void> {
  const before = lines.find(({ kind, subjectId }) => kind === 'SEATS' && subjectId !== holdId);
  if (before === undefined) return;
  const [hold] = await offersRepository(tx).holds([before.subjectId]);
  if (hold !== undefined && isHeld(hold, now)) {
    throw new InvalidInput('The basket has the seats of another hold.', ['input', 'seatHoldId']);
  }
  await cartsRepository(tx).removeLines([before.id]);
}
