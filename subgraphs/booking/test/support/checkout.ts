import type { Viewer } from '@marquee/shared/auth';
import { type CheckoutAction, type CheckoutStep, checkoutStepRequestedV1, eventOf } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import type { StepOutcome } from '@marquee/shared/saga';
import { takeStepOnCheckoutStepRequested } from '../../src/events/takeStepOnCheckoutStepRequested';
import type { BookingBed } from './bookingBed';
import { eur } from './builders';
import { aBooking, type Booked, booking, type Held } from './sales';

type SeatStep = Extract<CheckoutStep, { name: 'RESERVE_SEATS' | 'CONFIRM_SEATS' }>;

export interface Asked {
  readonly step: SeatStep;
  readonly customerId: string;
  readonly action?: CheckoutAction;
  readonly sagaId?: string;
  readonly reason?: string;
}

/** What orders says to have booking take or undo a step. */
export function requested({ step, customerId, action = 'DO', sagaId = newId('checkoutSaga'), reason }: Asked) {
  const subjectId = step.bookingId;
  const data = { sagaId, subjectId, customerId, subgraph: 'booking', action, step, reason: reason ?? null } as const;
  return eventOf(checkoutStepRequestedV1, { aggregateId: sagaId, data });
}

/** The answers to requests of that step, the oldest first. */
export async function answersOf(bed: BookingBed, sagaId: string, action: CheckoutAction): Promise<StepOutcome[]> {
  const rows: { outcome: StepOutcome }[] = await bed.db.query(
    `select envelope->'data'->'outcome' as outcome from outbox
     where type = 'checkout.step.answered' and aggregate_id = $1 and envelope->'data'->>'action' = $2 order by id`,
    [sagaId, action],
  );
  return rows.map(({ outcome }) => outcome);
}

/** Takes a step as if the request had come by the bus, and returns the answer to it. */
export async function takesStep(bed: BookingBed, asked: Asked): Promise<StepOutcome> {
  const request = requested(asked);
  const { sagaId, action } = request.data;
  await takeStepOnCheckoutStepRequested.handle(request, { db: bed.db, logger: bed.logger });
  const answer = (await answersOf(bed, sagaId, action)).at(-1);
  if (answer === undefined) throw new Error('the step is not answered');
  return answer;
}

/** Takes the seats of a hold into a checkout, which gives them five minutes unless it is said. */
export const reserveSeats = ({ id: holdId, total }: Held, given: Partial<SeatStep> = {}) =>
  ({
    name: 'RESERVE_SEATS',
    bookingId: newId('booking'),
    holdId,
    expectedTotal: total,
    expiresAt: '2030-07-03T12:05:00.000Z',
    ...given,
  }) as Extract<SeatStep, { name: 'RESERVE_SEATS' }>;

/** Confirms a booking, as orders does once it is paid. */
export const confirmSeats = (bookingId: string, paidMinor?: number) =>
  ({ name: 'CONFIRM_SEATS', bookingId, ...(paidMinor !== undefined && { paid: eur(paidMinor) }) }) as const;

/** The booking as its customer sees it. */
export async function bookingOf(bed: BookingBed, viewer: Viewer, id: string): Promise<Booked | null> {
  const { data } = await bed.ask<{ booking: Booked | null }>(
    viewer,
    `query ($id: ID) { booking(id: $id) ${booking} }`,
    { id },
  );
  return data.booking;
}

/** The booking once it is paid. @throws Error when that is refused */
export async function paid(bed: BookingBed, viewer: Viewer, { id, total }: Booked): Promise<Booked> {
  const asked = { step: confirmSeats(id, total.minor), customerId: viewer.userId };
  const answer = await takesStep(bed, asked);
  const confirmed = await bookingOf(bed, viewer, id);
  if (answer.kind !== 'DONE' || confirmed === null) throw new Error(JSON.stringify(answer));
  return confirmed;
}

/** A booking that must succeed, and is paid. */
export const aPaidBooking = async (bed: BookingBed, viewer: Viewer, input: Record<string, unknown>): Promise<Booked> =>
  paid(bed, viewer, await aBooking(bed, viewer, input));
