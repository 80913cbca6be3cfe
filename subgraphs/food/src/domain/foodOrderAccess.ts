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

/** Whether the order exists for this reader: its customer, backed staff of its restaurant, or one who reads any. */
export function maySeeFoodOrder(
  reader: Reader,
  order: { readonly customerId: string; readonly restaurantId: string },
  held: readonly HeldDuty[],
): boolean {
  if (order.customerId === reader.userId || reader.scopes.includes(readAnyScope)) return true;
  return backedDuties(reader, held).some(({ restaurantId }) => restaurantId === order.restaurantId);
}
