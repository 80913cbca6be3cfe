import type { EventBus } from '@marquee/shared/events';
import type { IpoServices } from './ipo/refreshIpoListings';
import type { TicketKey } from './tickets/ticketKeys';

/** What the use cases of booking work with. What time it is for seats, the database says: see `databaseNow`. */
export interface BookingServices extends IpoServices {
  readonly bus: EventBus;
  /** Signs tickets. */
  readonly ticketKey: TicketKey;
}
