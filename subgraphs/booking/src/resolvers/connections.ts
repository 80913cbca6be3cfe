import type { Listing } from '@marquee/shared/pagination';
import type { Booking } from '../domain/booking';
import type {
  BookingConnectionResolvers,
  IpoListingConnectionResolvers,
  MovieConnectionResolvers,
  SeatConnectionResolvers,
  ShowingConnectionResolvers,
  TheaterConnectionResolvers,
} from '../generated/resolverTypes';
import type { IpoListingEntity } from '../persistence/ipoListing.entity';
import type { MovieEntity } from '../persistence/movie.entity';
import type { SeatEntity } from '../persistence/seat.entity';
import type { ShowingEntity } from '../persistence/showing.entity';
import type { TheaterEntity } from '../persistence/theater.entity';

export type TheaterListing = Listing<TheaterEntity>;
export type MovieListing = Listing<MovieEntity>;
export type ShowingListing = Listing<ShowingEntity>;
export type SeatListing = Listing<SeatEntity>;
export type BookingListing = Listing<Booking>;
export type IpoListingListing = Listing<IpoListingEntity>;

/** Counting reads every row that matches, so it is done only for those who ask. */
const totalCount = ({ countAll }: Pick<Listing<unknown>, 'countAll'>) => countAll();

export const TheaterConnection: TheaterConnectionResolvers = { totalCount };
export const MovieConnection: MovieConnectionResolvers = { totalCount };
export const ShowingConnection: ShowingConnectionResolvers = { totalCount };
export const SeatConnection: SeatConnectionResolvers = { totalCount };
export const BookingConnection: BookingConnectionResolvers = { totalCount };
export const IpoListingConnection: IpoListingConnectionResolvers = { totalCount };
