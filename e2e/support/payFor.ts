import { setTimeout as pause } from 'node:timers/promises';
import { checkoutStepRequestedV1, createPostgresBus, type EventEnvelope, eventOf } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { post } from './client';
import type { Marquee } from './marquee';

export interface PaidBooking {
  readonly id: string;
  readonly bookingNumber: string;
  readonly status: string;
  readonly total: { readonly minor: number; readonly currency: string };
  readonly customer: { readonly id: string };
  readonly tickets: readonly { readonly id: string; readonly code: string }[];
}

/**
 * Has a booking of the caller's paid, and waits until it is confirmed. Whatever needs a paid booking has it from here. As
 * nothing takes payments yet, this says what is said once one was made: CONFIRM_SEATS.
 */
export async function payFor(
  marquee: Pick<Marquee, 'url' | 'environment'>,
  token: string,
  bookingId: string,
): Promise<PaidBooking> {
  const { total, customer } = await read(marquee, token, bookingId);
  const sagaId = newId('checkoutSaga');
  const step = { name: 'CONFIRM_SEATS', bookingId, paid: total } as const;
  const asked = { subjectId: bookingId, customerId: customer.id, subgraph: 'booking', action: 'DO' } as const;
  const data = { sagaId, ...asked, step, reason: null };
  await say(marquee, eventOf(checkoutStepRequestedV1, { aggregateId: sagaId, data }));
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const booking = await read(marquee, token, bookingId);
    if (booking.status === 'CONFIRMED') return booking;
    await pause(50);
  }
  throw new Error(`the booking ${bookingId} is not confirmed`);
}

async function read({ url }: Pick<Marquee, 'url'>, token: string, id: string): Promise<PaidBooking> {
  const query = `query ($id: ID!) {
    booking(id: $id) { id bookingNumber status total { minor currency } customer { id } tickets { id code } }
  }`;
  const { data, errors } = await post<{ booking: PaidBooking | null }>(url, query, { id }, { token });
  if (data?.booking == null) throw new Error(`there is no booking ${id}: ${JSON.stringify(errors)}`);
  return data.booking;
}

async function say({ environment }: Pick<Marquee, 'environment'>, event: EventEnvelope): Promise<void> {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const bus = await createPostgresBus({ url: environment['BUS_DATABASE_URL'] ?? '', logger });
  try {
    await bus.publish([event]);
  } finally {
    await bus.close();
  }
}
