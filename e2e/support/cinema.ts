import { randomUUID } from 'node:crypto';
import { post } from './client';
import { logInAsAdministrator } from './people';

/** A theater with one screen, a film, and a showing of it tomorrow that is on sale. */
export interface Cinema {
  readonly theaterId: string;
  readonly theaterName: string;
  readonly screenId: string;
  readonly movieId: string;
  readonly movieTitle: string;
  readonly showingId: string;
  /** Seat ids by label: A1, A2, ... */
  readonly seats: Readonly<Record<string, string>>;
}

export const price = { minor: 1200, currency: 'EUR' };

interface CinemaOptions {
  /** So many seats, in rows of twelve. */
  readonly capacity?: number;
  readonly startsInHours?: number;
}

interface Saved {
  readonly thing: { readonly id: string } | null;
  readonly errors: readonly unknown[];
}

/** Opened by the administrator through the API, as a real one would be. */
export async function openCinema(
  url: string,
  name = 'Lantern Cinema',
  { capacity = 36, startsInHours = 30 }: CinemaOptions = {},
): Promise<Cinema> {
  const token = await logInAsAdministrator(url);
  const save = async (mutation: string, inputType: string, member: string, input: object): Promise<string> => {
    const query = `mutation ($input: ${inputType}!) {
      saved: ${mutation}(input: $input) { thing: ${member} { id } errors { code message path } }
    }`;
    const { data, errors } = await post<{ saved: Saved }>(url, query, { input }, { token });
    expect({ errors, problems: data.saved?.errors }).toEqual({ errors: [], problems: [] });
    return data.saved.thing?.id ?? '';
  };

  const theaterId = await save('theaterCreate', 'TheaterCreateInput', 'theater', {
    name,
    address: { line1: '21 Parnell Street', city: 'Dublin', country: 'IE' },
    timeZone: 'Europe/Dublin',
    capacity,
  });
  const movieTitle = `Nine Bridges ${randomUUID().slice(0, 8)}`;
  const movieId = await save('movieCreate', 'MovieCreateInput', 'movie', {
    title: movieTitle,
    durationMinutes: 121,
    genres: ['Thriller'],
  });
  const { screenId, seats } = await readScreen(url, theaterId);
  const startsAt = new Date(Date.now() + startsInHours * 3_600_000);
  const showingId = await save('showingCreate', 'ShowingCreateInput', 'showing', {
    movieId,
    screenId,
    startsAt,
    basePrice: price,
  });
  return { theaterId, theaterName: name, screenId, movieId, movieTitle, showingId, seats };
}

interface Screens {
  readonly theater: {
    readonly screens: readonly {
      readonly id: string;
      readonly seatPlan: { readonly seats: readonly { readonly id: string; readonly label: string }[] };
    }[];
  };
}

async function readScreen(url: string, theaterId: string) {
  const query = 'query ($id: ID!) { theater(id: $id) { screens { id seatPlan { seats { id label } } } } }';
  const { data } = await post<Screens>(url, query, { id: theaterId });
  const [screen] = data.theater.screens;
  const labelled = screen?.seatPlan.seats.map(({ id, label }) => [label, id] as const) ?? [];
  return { screenId: screen?.id ?? '', seats: Object.fromEntries(labelled) };
}
