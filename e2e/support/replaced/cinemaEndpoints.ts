import { randomUUID } from 'node:crypto';
import { price } from '../cinema';
import { eur, id, includes, instant } from './expectations';
import type { ServedEndpoint } from './servedEndpoint';

const system = 'cinema and food';
const key = () => randomUUID();
const bookingNumber = expect.stringMatching(/^B-[2-9A-Z]{4}-[2-9A-Z]{4}$/) as string;

/** What the cinema of the first system did, in the order of its documentation. */
export const cinemaEndpoints: readonly ServedEndpoint[] = [
  {
    system,
    endpoint: 'POST /theaters/',
    operation:
      'mutation($i: TheaterCreateInput!) { theaterCreate(input: $i) { theater { id name capacity } errors { code message path } } }',
    as: 'admin',
    variables: () => ({
      i: {
        name: 'Odeon Point',
        address: { line1: '1 Point Square', city: 'Dublin', country: 'IE' },
        timeZone: 'Europe/Dublin',
        capacity: 30,
      },
    }),
    expected: () => ({
      theaterCreate: { theater: { id: id('thr'), name: 'Odeon Point', capacity: 30 }, errors: [] },
    }),
  },
  {
    system,
    endpoint: 'GET /theaters/',
    operation:
      '{ theaters(first: 20) { nodes { id name address { line1 city } capacity } pageInfo { hasNextPage endCursor } } }',
    expected: ({ cinema }) => ({
      theaters: {
        nodes: includes({
          id: cinema.theaterId,
          name: cinema.theaterName,
          address: { line1: '21 Parnell Street', city: 'Dublin' },
          capacity: 36,
        }),
        pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
      },
    }),
  },
  {
    system,
    endpoint: 'POST /movies/',
    operation:
      'mutation($i: MovieCreateInput!) { movieCreate(input: $i) { movie { id title } errors { code message path } } }',
    as: 'admin',
    variables: () => ({ i: { title: 'Marzipan', durationMinutes: 97, genres: ['Comedy'] } }),
    expected: () => ({ movieCreate: { movie: { id: id('mov'), title: 'Marzipan' }, errors: [] } }),
  },
  {
    system,
    endpoint: 'GET /movies/',
    operation: '{ movies(first: 20) { nodes { id title durationMinutes genres } } }',
    expected: ({ cinema }) => ({
      movies: {
        nodes: includes({ id: cinema.movieId, title: cinema.movieTitle, durationMinutes: 121, genres: ['Thriller'] }),
      },
    }),
  },
  {
    system,
    endpoint: 'POST /showings/',
    operation:
      'mutation($i: ShowingCreateInput!) { showingCreate(input: $i) { showing { id startsAt } errors { code message path } } }',
    as: 'admin',
    variables: ({ cinema: { movieId, screenId } }) => ({
      i: { movieId, screenId, startsAt: new Date(Date.now() + 80 * 3_600_000), basePrice: price },
    }),
    expected: () => ({ showingCreate: { showing: { id: id('shw'), startsAt: instant }, errors: [] } }),
  },
  {
    system,
    endpoint: 'GET /showings/',
    operation:
      '{ showings(first: 20) { nodes { id startsAt movie { title } theater { name } basePrice { minor currency } seatsAvailable } } }',
    expected: ({ cinema }) => ({
      showings: {
        nodes: includes({
          id: cinema.showingId,
          startsAt: instant,
          movie: { title: cinema.movieTitle },
          theater: { name: cinema.theaterName },
          basePrice: price,
          seatsAvailable: expect.any(Number),
        }),
      },
    }),
  },
  {
    system,
    endpoint: 'POST /seats/',
    operation:
      'mutation($i: SeatCreateInput!) { seatCreate(input: $i) { seat { id label } errors { code message path } } }',
    as: 'admin',
    variables: ({ cinema: { screenId } }) => ({ i: { screenId, row: 'Z', number: 1 } }),
    expected: () => ({ seatCreate: { seat: { id: id('sea'), label: 'Z1' }, errors: [] } }),
  },
  {
    system,
    endpoint: 'GET /seats/',
    operation: 'query($s: ID!) { seats(screenId: $s, first: 100) { nodes { id row number type } } }',
    variables: ({ cinema }) => ({ s: cinema.screenId }),
    expected: ({ cinema }) => ({
      seats: { nodes: includes({ id: cinema.seats['A1'], row: 'A', number: 1, type: 'STANDARD' }) },
    }),
  },
  {
    system,
    endpoint: 'POST /bookings/',
    operation:
      'mutation($i: BookingCreateInput!) { bookingCreate(input: $i) { booking { id bookingNumber status total { minor currency } } replayed errors { code message ... on SeatUnavailableError { takenSeatIds alternatives { score seats { id } } } } } }',
    as: 'customer',
    variables: ({ cinema: { showingId, seats } }) => ({
      i: { showingId, seats: [{ seatId: seats['B1'] }], expectedTotal: price, idempotencyKey: key() },
    }),
    expected: () => ({
      bookingCreate: {
        booking: { id: id('bkg'), bookingNumber, status: 'PENDING_PAYMENT', total: price },
        replayed: false,
        errors: [],
      },
    }),
  },
  {
    system,
    endpoint: 'GET /bookings/',
    operation: '{ bookings(first: 20) { nodes { id bookingNumber status total { minor currency } } } }',
    as: 'customer',
    expected: ({ booking }) => ({
      bookings: {
        nodes: includes({
          id: booking.id,
          bookingNumber: booking.bookingNumber,
          status: 'PENDING_PAYMENT',
          total: { minor: expect.any(Number), currency: 'EUR' },
        }),
      },
    }),
  },
  {
    system,
    endpoint: 'POST /booking_seats/',
    operation:
      'mutation($b: ID!, $s: SeatChoiceInput!, $t: MoneyInput!, $k: IdempotencyKey!) { bookingSeatAdd(bookingId: $b, seat: $s, expectedTotal: $t, idempotencyKey: $k) { booking { id } errors { code message path } } }',
    as: 'customer',
    variables: ({ booking, cinema: { seats } }) => ({
      b: booking.id,
      s: { seatId: seats['A2'] },
      t: eur(2400),
      k: key(),
    }),
    expected: ({ booking }) => ({ bookingSeatAdd: { booking: { id: booking.id }, errors: [] } }),
  },
  {
    system,
    endpoint: 'POST /scrap/',
    operation:
      'mutation { upcomingIpoRefresh(input: {feed: "default"}) { fetched added errors { code message path } } }',
    as: 'admin',
    expected: () => ({ upcomingIpoRefresh: { fetched: 2, added: 2, errors: [] } }),
  },
];
