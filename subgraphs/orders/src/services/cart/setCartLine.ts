import { InvalidInput } from '@marquee/shared/errors';
import { missing } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type Cart, type CartLine, quoteLine, readQuantity } from '../../domain/cart';
import { cartsRepository } from '../../persistence/cartsRepository';
import type { OrdersServices } from '../services';
import { changeCart, type WhichCart } from './changeCart';
import { readOffers } from './readOffers';

export interface SetCartLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** Sets how many pieces of a line there are, at the price of now; 0 takes it out. @throws InvalidInput | NotFound */
export async function setCartLine(services: OrdersServices, which: WhichCart, command: SetCartLine): Promise<Cart> {
  const quantity = readQuantity(command.quantity, ['quantity'], 0);
  return changeCart(services, which, async (tx, cart) => {
    const lines = await cartsRepository(tx).linesOf([cart.id]);
    const line = lines.find(({ id }) => id === command.lineId);
    if (line === undefined) throw missing('cartLine', command.lineId, ['lineId']);
    if (quantity > 0) await keep(tx, cart, line, quantity);
    else await cartsRepository(tx).removeLines([line.id]);
    return { currency: quantity === 0 && lines.length === 1 ? null : cart.currency };
  });
}

async function keep(tx: EntityManager, { currency }: Cart, line: CartLine, quantity: number): Promise<void> {
  if (line.kind === 'SEATS' && quantity !== line.quantity) {
    throw new InvalidInput('Seats go out together; hold others for another number.', ['quantity']);
  }
  const offers = await readOffers(tx, [line]);
  const { unitPriceMinor, amountMinor } = quoteLine(line, offers, currency ?? '', 0);
  const seenPriceMinor = line.kind === 'SEATS' ? amountMinor : unitPriceMinor;
  await cartsRepository(tx).updateLine({ ...line, quantity, seenPriceMinor });
}
