import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { bookingMigrations } from '../migrations';
import { BookedSeatEntity } from './bookedSeat.entity';
import { BookingEntity } from './booking.entity';
import { BookingTimelineEntity } from './bookingTimeline.entity';
import { IpoListingEntity } from './ipoListing.entity';
import { MovieEntity } from './movie.entity';
import { PriceTierEntity } from './priceTier.entity';
import { ScreenEntity } from './screen.entity';
import { SeatEntity } from './seat.entity';
import { SeatHoldEntity } from './seatHold.entity';
import { SeatHoldSeatEntity } from './seatHoldSeat.entity';
import { ShowingEntity } from './showing.entity';
import { TheaterEntity } from './theater.entity';
import { TicketEntity } from './ticket.entity';
import { TicketKeyEntity } from './ticketKey.entity';
import { WaitlistEntryEntity } from './waitlistEntry.entity';

/** Every table of booking's own that TypeORM reads. */
export const bookingEntities = [
  TheaterEntity,
  ScreenEntity,
  SeatEntity,
  MovieEntity,
  ShowingEntity,
  PriceTierEntity,
  SeatHoldEntity,
  SeatHoldSeatEntity,
  BookingEntity,
  BookedSeatEntity,
  BookingTimelineEntity,
  TicketEntity,
  TicketKeyEntity,
  WaitlistEntryEntity,
  IpoListingEntity,
];

/** Booking's own database, migrated. */
export function openBookingDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'booking',
    entities: bookingEntities,
    migrations: bookingMigrations,
    logger,
  });
}
