import { isId } from '@marquee/shared/ids';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import type { SeatEntity } from '../../persistence/seat.entity';
import { seatsRepository } from '../../persistence/seatsRepository';
import type { BookingServices } from '../services';

export interface ListSeats extends PageArguments {
  readonly screenId: string;
}

/** The seats of a screen in seat plan order; none for what is no screen. @throws InvalidInput for a page that cannot be */
export function listSeats({ db }: BookingServices, { screenId, ...args }: ListSeats): Promise<Listing<SeatEntity>> {
  const page = readPage(args, { list: 'seats', keyCount: 3 });
  return seatsRepository(db.manager).list(isId('screen', screenId) ? screenId : '', page);
}
