import { InvalidInput } from '@marquee/shared/errors';
import { outbox } from '@marquee/shared/events';
import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { type Booking, checkInBooking, doorsOpenAt } from '../../domain/booking';
import { AlreadyCheckedIn, ShowingClosed } from '../../domain/errors';
import { checkNotOver } from '../../domain/showing';
import { bookingUpdated } from '../../events/published';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { showingsRepository } from '../../persistence/showingsRepository';
import type { TicketEntity } from '../../persistence/ticket.entity';
import { ticketsRepository } from '../../persistence/ticketsRepository';
import type { BookingServices } from '../services';
import { readTicketCode } from '../tickets/ticketCode';
import { toldOfBooking } from './toldOfBooking';

const path = ['code'];

/**
 * Lets the bearer of the code in, once: two doors that read it at the same moment let one person in.
 * @throws InvalidInput for a code that we did not sign | ShowingClosed | AlreadyCheckedIn | InvalidTransition
 */
export async function checkInTicket(
  { db, ticketKey }: BookingServices,
  code: string,
): Promise<{ ticketId: string; bookingId: string }> {
  const ticketId = readTicketCode(ticketKey, code);
  if (ticketId === null) throw unknownTicket();
  return db.transaction(async (tx) => {
    const found = await ticketsRepository(tx).find(ticketId);
    if (found === null) throw unknownTicket();
    // The booking's row is what everything waits for that changes it: a second door, its customer, the cinema.
    const booking = await getById('booking', found.bookingId, path, bookingsRepository(tx).findForUpdate);
    const showing = await getById('showing', booking.showingId, path, showingsRepository(tx).find);
    const now = await databaseNow(tx);
    checkDoors(showing, now);
    const after = checkInBooking(booking, now);
    if (!(await ticketsRepository(tx).checkIn(ticketId, now))) throw new AlreadyCheckedIn(await usedAt(tx, found));
    if (after !== booking) await record(tx, booking, after);
    return { ticketId, bookingId: booking.id };
  });
}

function unknownTicket(): InvalidInput {
  return new InvalidInput('This is no ticket of ours.', path);
}

function checkDoors(showing: ShowingEntity, now: Date): void {
  checkNotOver(showing, now, path);
  const opens = doorsOpenAt(showing.startsAt);
  if (now < opens) {
    throw new ShowingClosed(
      `This ticket is for ${showing.startsAt.toISOString()}; doors open at ${opens.toISOString()}.`,
      path,
    );
  }
}

async function usedAt(tx: EntityManager, { id }: TicketEntity): Promise<Date> {
  const ticket = await ticketsRepository(tx).find(id);
  return ticket?.checkedInAt ?? databaseNow(tx);
}

async function record(tx: EntityManager, before: Booking, after: Booking): Promise<void> {
  const bookings = bookingsRepository(tx);
  await bookings.update(after);
  await bookings.appendTimeline(after, null);
  await outbox(tx).append(bookingUpdated(before, after, await toldOfBooking(tx, after)));
}
