/** Keeps theaters, screens, films and showings. */
export const manageScope = 'booking:manage';
/** Reads any booking. */
export const readAnyScope = 'booking:read';
/** Lets people in. */
export const checkInScope = 'booking:checkin';

interface Reader {
  readonly userId: string;
  readonly scopes: readonly string[];
}

/** Whether the booking exists for this reader: its customer, or one who reads any. */
export function maySeeBooking(reader: Reader | null, { customerId }: { readonly customerId: string }): boolean {
  return reader !== null && (reader.userId === customerId || reader.scopes.includes(readAnyScope));
}
