import { setTimeout as pause } from 'node:timers/promises';
import { post } from './client';
import type { Marquee } from './marquee';
import { addMethod, payFor as payForSubject } from './till';

export interface PaidBooking {
  readonly id: string;
  readonly bookingNumber: string;
  readonly status: string;
  readonly total: { readonly minor: number; readonly currency: string };
  readonly tickets: readonly { readonly id: string; readonly code: string }[];
}

/**
 * Pays for a booking of the caller's by that payment method, or by a card that is made for it, and waits until it is
 * confirmed. Whatever needs a paid booking has it from here.
 */
export async function payFor(
  { url }: Pick<Marquee, 'url'>,
  token: string,
  bookingId: string,
  method?: string,
): Promise<PaidBooking> {
  const { total: expectedAmount } = await read(url, token, bookingId);
  const paymentMethodId = method ?? (await addMethod(url, token));
  await payForSubject(url, token, { subjectId: bookingId, paymentMethodId, expectedAmount });
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const booking = await read(url, token, bookingId);
    if (booking.status === 'CONFIRMED') return booking;
    await pause(50);
  }
  throw new Error(`the booking ${bookingId} is not confirmed`);
}

async function read(url: string, token: string, id: string): Promise<PaidBooking> {
  const query = `query ($id: ID!) {
    booking(id: $id) { id bookingNumber status total { minor currency } tickets { id code } }
  }`;
  const { data, errors } = await post<{ booking: PaidBooking | null }>(url, query, { id }, { token });
  if (data?.booking == null) throw new Error(`there is no booking ${id}: ${JSON.stringify(errors)}`);
  return data.booking;
}
