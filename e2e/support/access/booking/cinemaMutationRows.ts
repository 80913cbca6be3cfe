import { randomUUID } from 'node:crypto';
import { type Cinema, price } from '../../cinema';
import { type AccessRow, cells, type Party, type Target } from '../access';
import type { City } from '../city';
import { run, unknownId } from '../run';
import { openScreening, problems } from './bookingCity';

const writers = cells('forbidden', { admin: 'done', anonymous: 'signedOut' });
const address = { line1: '1 Other Street', city: 'Cork', country: 'IE' };

/** Everything about a cinema that its staff could change. */
const cinemaState = async ({ keys }: Target, { marquee }: City): Promise<unknown> =>
  run(
    marquee,
    undefined,
    `query ($theaterId: ID!, $movieId: ID!) {
      theater(id: $theaterId) {
        name address { line1 } timeZone
        screens { name features seatPlan { version width height seats { id type isBlocked } } }
        showings(first: 20) { nodes { startsAt status basePrice { minor } seatStates { availability } } }
      }
      movie(id: $movieId) { title durationMinutes genres }
    }`,
    { theaterId: keys['theaterId'], movieId: keys['movieId'] },
  );

/** The evening's cinema for those who are refused; who may change one changes one that was made for it. */
async function aCinema(city: City, party: Party): Promise<Target> {
  const cinema: Cinema = party === 'admin' ? await openScreening(city) : city.evening.cinema;
  const { theaterId, screenId, movieId, showingId, seats } = cinema;
  return {
    keys: { theaterId, screenId, movieId, showingId, seatId: seats['A3'] ?? '' },
    unknown: {
      theaterId: unknownId('thr'),
      screenId: unknownId('scr'),
      movieId: unknownId('mov'),
      showingId: unknownId('shw'),
      seatId: unknownId('sea'),
    },
    marks: [],
  };
}

type Ids = Record<'theaterId' | 'screenId' | 'movieId' | 'showingId' | 'seatId', string>;

/** A mutation of public data: everyone may know of it, few may change it. */
function ofCinema(
  name: string,
  ids: readonly string[],
  inputType: string,
  input: (ids: Ids) => Readonly<Record<string, unknown>>,
): AccessRow {
  return {
    paths: ids.length === 0 ? [`Mutation.${name}`] : ids.map((id) => `Mutation.${name}(input.${id}:)`),
    target: aCinema,
    operation: (keys) => ({
      query: `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${problems} } }`,
      variables: { input: input(keys as Ids) },
    }),
    cells: writers,
    ...(ids.length > 0 && { state: cinemaState }),
  };
}

const seat = (screenId: string, row: string, number: number) => ({ screenId, row, number });

/** What every mutation of the cinema's staff asks of a caller. */
export const cinemaMutationRows: readonly AccessRow[] = [
  ofCinema('theaterCreate', [], 'TheaterCreateInput', () => ({
    name: `Matrix ${randomUUID()}`,
    address,
    timeZone: 'Europe/Dublin',
  })),
  ofCinema('theaterUpdate', ['id'], 'TheaterUpdateInput', ({ theaterId: id }) => ({ id, address })),
  ofCinema('screenSave', ['id', 'theaterId'], 'ScreenSaveInput', ({ screenId: id, theaterId }) => ({
    id,
    theaterId,
    name: 'Renamed',
  })),
  ofCinema('screenSave', ['theaterId'], 'ScreenSaveInput', ({ theaterId }) => ({ theaterId, name: 'Second' })),
  ofCinema('seatCreate', ['screenId'], 'SeatCreateInput', ({ screenId }) => seat(screenId, 'Z', 1)),
  ofCinema('seatPlanReplace', ['screenId', 'seats.screenId'], 'SeatPlanReplaceInput', ({ screenId }) => ({
    screenId,
    expectedVersion: 1,
    width: 20,
    height: 20,
    seats: [1, 2, 3, 4].map((number) => ({ ...seat(screenId, 'A', number), x: number, y: 5 })),
  })),
  {
    paths: ['Mutation.seatBlockSet(seatId:)'],
    target: aCinema,
    operation: ({ seatId }) => ({
      query: `mutation ($seatId: ID!) { seatBlockSet(seatId: $seatId, blocked: true) { ${problems} } }`,
      variables: { seatId },
    }),
    cells: writers,
    state: cinemaState,
  },
  {
    paths: ['Mutation.seatBlockSet(seatId:)', 'Mutation.seatBlockSet(showingId:)'],
    target: aCinema,
    operation: ({ seatId, showingId }) => ({
      query: `mutation ($seatId: ID!, $showingId: ID!) {
        seatBlockSet(seatId: $seatId, showingId: $showingId, blocked: true) { ${problems} }
      }`,
      variables: { seatId, showingId },
    }),
    cells: writers,
    state: cinemaState,
  },
  ofCinema('movieCreate', [], 'MovieCreateInput', () => ({
    title: `Matrix ${randomUUID()}`,
    durationMinutes: 90,
    genres: ['Drama'],
  })),
  ofCinema('movieUpdate', ['id'], 'MovieUpdateInput', ({ movieId: id }) => ({ id, genres: ['Comedy'] })),
  ofCinema('showingCreate', ['movieId', 'screenId'], 'ShowingCreateInput', ({ movieId, screenId }) => ({
    movieId,
    screenId,
    startsAt: new Date(Date.now() + 90 * 3_600_000),
    basePrice: price,
  })),
  ofCinema('showingUpdate', ['id'], 'ShowingUpdateInput', ({ showingId: id }) => ({
    id,
    basePrice: { ...price, minor: 1500 },
  })),
  {
    paths: ['Mutation.showingCancel(id:)'],
    target: aCinema,
    operation: ({ showingId }) => ({
      query: `mutation ($id: ID!) { showingCancel(id: $id, reason: "the matrix") { ${problems} } }`,
      variables: { id: showingId },
    }),
    cells: writers,
    state: cinemaState,
  },
  {
    paths: ['Mutation.upcomingIpoRefresh'],
    target: aCinema,
    operation: () => ({
      query: `mutation { upcomingIpoRefresh(input: { feed: "default" }) { fetched ${problems} } }`,
    }),
    cells: writers,
  },
];
