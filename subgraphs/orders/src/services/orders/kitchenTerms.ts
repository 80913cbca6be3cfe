import { InvalidInput } from '@marquee/shared/errors';
import { isId, missing, newId } from '@marquee/shared/ids';
import { money } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import type { QuotedLine } from '../../domain/cart';
import { type FoodFulfilment, tipMinorFor } from '../../domain/foodFulfilment';
import type { Offers } from '../../domain/offers';
import type { KitchenTerms } from '../../domain/orderDraft';
import { checkRestaurant } from '../../domain/tillChecks';
import { fatesRepository } from '../../persistence/fatesRepository';

interface Till {
  readonly customerId: string;
  readonly lines: readonly QuotedLine[];
  readonly offers: Offers;
  readonly currency: string;
  /** Drawn for the seats in the basket; null when there are none. */
  readonly bookingId: string | null;
  readonly now: Date;
}

const path = ['input', 'food'];

/**
 * What the kitchen will be asked for; null when the basket has no dishes.
 * @throws InvalidInput when what goes with dishes is missing, or is there without any | NotFound for another's booking
 */
export async function kitchenTerms(
  tx: EntityManager,
  till: Till,
  food: FoodFulfilment | null,
): Promise<KitchenTerms | null> {
  const { lines, offers, currency, now } = till;
  const dishes = lines.filter(({ line }) => line.kind === 'DISH');
  const [first] = dishes;
  if (first === undefined) {
    if (food !== null) throw new InvalidInput('There are no dishes in the basket.', path);
    return null;
  }
  if (food === null) throw new InvalidInput('Say how the dishes get to you.', path);
  const restaurantId = offers.dishes.get(first.line.subjectId)?.restaurantId ?? '';
  const restaurant = offers.restaurants.get(restaurantId);
  const dishesMinor = dishes.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  checkRestaurant(restaurant, { dishesMinor, currency, now });
  const tipMinor = tipMinorFor(food, dishesMinor, currency);
  const { fulfilment, deliveryAddress, note } = food;
  return {
    foodOrderId: newId('foodOrder'),
    restaurantId,
    fulfilment,
    deliveryAddress,
    seatBookingId: fulfilment === 'TO_SEAT' ? await seatBookingFor(tx, till, food) : null,
    tip: tipMinor === 0 ? null : money(tipMinor, currency),
    note,
    deliveryFeeMinor: fulfilment === 'DELIVERY' ? (restaurant?.deliveryFeeMinor ?? 0) : 0,
  };
}

/** To the seats in the same basket unless an earlier booking is named. */
async function seatBookingFor(tx: EntityManager, till: Till, food: FoodFulfilment): Promise<string> {
  const { lines, bookingId: drawn } = till;
  if (food.bookingId !== null) return earlierBooking(tx, till, food.bookingId);
  const seats = lines.find(({ line }) => line.kind === 'SEATS');
  if (seats === undefined || drawn === null) {
    throw new InvalidInput('Say to which seats: there are none in the basket.', [...path, 'bookingId']);
  }
  if (food.seatHoldId !== null && food.seatHoldId !== seats.line.subjectId) {
    throw new InvalidInput('These seats are not in the basket.', [...path, 'seatHoldId']);
  }
  return drawn;
}

async function earlierBooking(tx: EntityManager, { customerId, now }: Till, id: string): Promise<string> {
  const bookingPath = [...path, 'bookingId'];
  const booking = isId('booking', id) ? await fatesRepository(tx).findBooking(id) : null;
  if (booking?.customerId !== customerId) throw missing('booking', id, bookingPath);
  const isGood = booking.status === 'CONFIRMED' || booking.status === 'CHECKED_IN';
  if (!isGood) throw new InvalidInput('This booking is not good.', bookingPath);
  if (booking.startsAt.getTime() + longestShowMs <= now.getTime()) {
    throw new InvalidInput('The film is over.', bookingPath);
  }
  return id;
}

/** Somebody who sits in the middle of a film may still be hungry. */
const longestShowMs = 5 * 3_600_000;
