import type { Resolvers } from '../generated/resolverTypes';
import { BookedSeat, Booking, Ticket } from './booking';
import { bookingMutations } from './bookingMutations';
import { bookingQueries } from './bookingQueries';
import { cinemaMutations } from './cinemaMutations';
import { cinemaQueries } from './cinemaQueries';
import {
  BookingConnection,
  IpoListingConnection,
  MovieConnection,
  SeatConnection,
  ShowingConnection,
  TheaterConnection,
} from './connections';
import { IpoListing, ipoMutations, ipoQueries } from './ipoListing';
import { Movie } from './movie';
import { Screen, SeatPlan } from './screen';
import { Seat } from './seat';
import { SeatHold } from './seatHold';
import { SeatBlock, SeatState } from './seatState';
import { PriceTier, showingFields } from './showing';
import { showingSeatFields } from './showingSeats';
import { BookingEvent, SeatHoldEvent, SeatMapEvent, Subscription } from './subscription';
import { Theater } from './theater';
import { User } from './user';
import { WaitlistEntry } from './waitlistEntry';

export const resolvers: Resolvers = {
  Query: { ...cinemaQueries, ...bookingQueries, ...ipoQueries },
  Mutation: { ...cinemaMutations, ...bookingMutations, ...ipoMutations },
  Subscription,
  Theater,
  Screen,
  SeatPlan,
  Seat,
  Movie,
  Showing: { ...showingFields, ...showingSeatFields },
  PriceTier,
  SeatState,
  SeatBlock,
  SeatHold,
  Booking,
  BookedSeat,
  Ticket,
  WaitlistEntry,
  IpoListing,
  User,
  SeatMapEvent,
  SeatHoldEvent,
  BookingEvent,
  TheaterConnection,
  MovieConnection,
  ShowingConnection,
  SeatConnection,
  BookingConnection,
  IpoListingConnection,
};
