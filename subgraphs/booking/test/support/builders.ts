import { randomUUID } from 'node:crypto';
import { asciiPlan } from './asciiPlan';
import type { BookingBed } from './bookingBed';
import { aManager } from './people';

export const eur = (minor: number) => ({ minor, currency: 'EUR' });
export const aKey = () => randomUUID();
export const dublin = { line1: '6 Meath Street', city: 'Dublin', country: 'IE' };
/** The evening after `wednesdayNoon`, 20:00 in Dublin. */
export const thursdayEvening = '2030-07-04T19:00:00.000Z';

interface UserErrors {
  readonly errors: readonly { readonly message: string }[];
}

/** What a manager's mutation answers under its field; an error in its payload is a mistake of the test. */
export async function manage<Payload extends UserErrors>(
  bed: BookingBed,
  query: string,
  variables: Record<string, unknown>,
): Promise<Payload> {
  const { data, errors } = await bed.ask<Record<string, Payload>>(aManager(), query, variables);
  const payload = Object.values(data ?? {})[0];
  if (payload === undefined || errors !== undefined || payload.errors.length > 0) {
    throw new Error(JSON.stringify(errors ?? payload));
  }
  return payload;
}

export async function aTheater(bed: BookingBed, given: Record<string, unknown> = {}): Promise<string> {
  const query = `mutation ($input: TheaterCreateInput!) {
    theaterCreate(input: $input) { theater { id } errors { message } }
  }`;
  const input = { name: 'Lighthouse', address: dublin, timeZone: 'Europe/Dublin', ...given };
  return (await manage<UserErrors & { theater: { id: string } }>(bed, query, { input })).theater.id;
}

/** The input of a seat plan from a drawing, see `asciiPlan`; numbers count the columns, aisles too. */
export function drawnPlan(screenId: string, rows: readonly string[]) {
  const { seats, geometry } = asciiPlan(rows);
  return {
    screenId,
    ...geometry,
    seats: seats.map(({ row, number, type, x, y }) => ({ screenId, row, number, type, x, y })),
  };
}

/** A screen with two rows of four seats, or those that are drawn; see `drawnPlan`. */
export async function aScreen(
  bed: BookingBed,
  {
    theaterId,
    rows = ['....', '....'],
    ...given
  }: { theaterId?: string; rows?: readonly string[]; name?: string } = {},
): Promise<string> {
  const query = `mutation ($input: ScreenSaveInput!) { screenSave(input: $input) { screen { id } errors { message } } }`;
  const input = { theaterId: theaterId ?? (await aTheater(bed)), name: 'Screen 1', ...given };
  const { screen } = await manage<UserErrors & { screen: { id: string } }>(bed, query, { input });
  await drawPlan(bed, screen.id, rows);
  return screen.id;
}

/** Gives a screen the plan that is drawn. */
export async function drawPlan(
  bed: BookingBed,
  screenId: string,
  rows: readonly string[],
  expectedVersion = 1,
): Promise<void> {
  const query = `mutation ($input: SeatPlanReplaceInput!) { seatPlanReplace(input: $input) { errors { message } } }`;
  await manage(bed, query, { input: { expectedVersion, ...drawnPlan(screenId, rows) } });
}

export async function aMovie(bed: BookingBed, given: Record<string, unknown> = {}): Promise<string> {
  const query = `mutation ($input: MovieCreateInput!) { movieCreate(input: $input) { movie { id } errors { message } } }`;
  const input = { title: 'Playtime', durationMinutes: 124, genres: ['Comedy'], ...given };
  return (await manage<UserErrors & { movie: { id: string } }>(bed, query, { input })).movie.id;
}

/** A showing of tomorrow evening at 12.00 EUR a seat that is on sale, unless another status is given. */
export async function aShowing(
  bed: BookingBed,
  { status = 'ON_SALE', screenId, movieId, ...given }: Record<string, unknown> & { status?: string } = {},
): Promise<string> {
  const query = `mutation ($input: ShowingCreateInput!) {
    showingCreate(input: $input) { showing { id } errors { message } }
  }`;
  const input = {
    screenId: screenId ?? (await aScreen(bed)),
    movieId: movieId ?? (await aMovie(bed)),
    startsAt: thursdayEvening,
    basePrice: eur(1200),
    ...given,
  };
  const { showing } = await manage<UserErrors & { showing: { id: string } }>(bed, query, { input });
  if (status !== 'ON_SALE') await changeShowing(bed, { id: showing.id, status });
  return showing.id;
}

export async function changeShowing(bed: BookingBed, input: { id: string } & Record<string, unknown>): Promise<void> {
  const query = `mutation ($input: ShowingUpdateInput!) { showingUpdate(input: $input) { errors { message } } }`;
  await manage(bed, query, { input });
}

/** The ids of the seats in a screen's plan, by label. */
export async function seatIdsOf(bed: BookingBed, screenId: string): Promise<Record<string, string>> {
  const query = `query ($r: [_Any!]!) {
    _entities(representations: $r) { ... on Screen { seatPlan { seats { id label } } } }
  }`;
  const { data } = await bed.ask<{ _entities: [{ seatPlan: { seats: { id: string; label: string }[] } }] }>(
    null,
    query,
    { r: [{ __typename: 'Screen', id: screenId }] },
  );
  return Object.fromEntries(data._entities[0].seatPlan.seats.map(({ id, label }) => [label, id]));
}

/** The screen of a showing. */
export async function screenOf(bed: BookingBed, showingId: string): Promise<string> {
  const query = 'query ($id: ID!) { showing(id: $id) { screen { id } } }';
  const { data } = await bed.ask<{ showing: { screen: { id: string } } }>(null, query, { id: showingId });
  return data.showing.screen.id;
}
