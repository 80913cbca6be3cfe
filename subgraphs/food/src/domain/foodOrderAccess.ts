import { type CourierAssignment, concernsCourier } from './courier';
import type { FoodOrder } from './foodOrder';

export const staffDuties = ['KITCHEN', 'COURIER'] as const;
export type StaffDuty = (typeof staffDuties)[number];

/** The token scope that goes with a duty: staff need both, so that either can be taken away. */
export const scopeOfDuty = { KITCHEN: 'food:kitchen', COURIER: 'food:deliver' } as const;
export const readAnyScope = 'food:read:any';
export const writeScope = 'food:write';

/** A duty that a user holds at one restaurant. */
export interface HeldDuty {
  readonly restaurantId: string;
  readonly duty: StaffDuty;
}

export interface Reader {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Those of the held duties that the token backs with their scope. */
export function backedDuties<T extends HeldDuty>({ scopes }: Reader, held: readonly T[]): T[] {
  return held.filter(({ duty }) => scopes.includes(scopeOfDuty[duty]));
}

/** Whether any duty could count for this reader; saves looking for duties that cannot. */
export function mayHoldDuties({ scopes }: Reader): boolean {
  return staffDuties.some((duty) => scopes.includes(scopeOfDuty[duty]));
}

/** Whether the order exists for this reader whatever duties they hold: its customer, or one who reads any. */
export function seesWithoutDuty({ userId, scopes }: Reader, { customerId }: Pick<FoodOrder, 'customerId'>): boolean {
  return customerId === userId || scopes.includes(readAnyScope);
}

/**
 * Whether the order exists for this reader: as above, or by a backed duty at its restaurant. The kitchen sees all orders
 * there that were ever placed, not those whose payment is waited for; who only brings them sees what concerns a courier
 * (see `concernsCourier`), for addresses stand in them.
 */
export function maySeeFoodOrder(
  reader: Reader,
  order: Pick<FoodOrder, 'customerId' | 'restaurantId' | 'status' | 'fulfilment' | 'placedAt'>,
  current: Pick<CourierAssignment, 'courierId'> | null,
  held: readonly HeldDuty[],
): boolean {
  if (seesWithoutDuty(reader, order)) return true;
  const there = backedDuties(reader, held).filter(({ restaurantId }) => restaurantId === order.restaurantId);
  return there.some(({ duty }) =>
    duty === 'KITCHEN' ? order.placedAt !== null : concernsCourier(order, current, reader.userId),
  );
}
