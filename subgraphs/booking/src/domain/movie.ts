import { InvalidInput } from '@marquee/shared/errors';
import { optionalText, requireText } from '@marquee/shared/text';

/** A film as it is announced. */
export interface MovieProfile {
  readonly title: string;
  readonly description: string | null;
  readonly durationMinutes: number;
  readonly genres: string[];
  readonly rating: string | null;
  /** YYYY-MM-DD. */
  readonly releasedOn: string | null;
  readonly posterUrl: string | null;
}

export interface MovieChanges {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly genres?: readonly string[] | null | undefined;
  readonly rating?: string | null | undefined;
  readonly releasedOn?: string | null | undefined;
  readonly posterUrl?: string | null | undefined;
}

export interface MovieInput extends MovieChanges {
  readonly title: string;
  readonly durationMinutes: number;
  readonly genres: readonly string[];
}

const mostGenres = 10;
/** The list of showings by status counts on it: see `mayBeRunning`. */
const longestMinutes = 1000;

/** A new film. @throws InvalidInput */
export function readMovie(input: MovieInput): MovieProfile {
  const { title, durationMinutes, genres } = input;
  const blank = {
    title,
    durationMinutes,
    genres: [],
    description: null,
    rating: null,
    releasedOn: null,
    posterUrl: null,
  };
  return changeMovie(blank, { ...input, title, durationMinutes, genres });
}

/**
 * The film with these changes. What is left out stays; null empties what may be empty, and leaves the title and the
 * length as they are. @throws InvalidInput
 */
export function changeMovie(current: MovieProfile, changes: MovieChanges): MovieProfile {
  const { title, description, durationMinutes, genres, rating, releasedOn, posterUrl } = changes;
  return {
    title: title == null ? current.title : requireText(title, ['input', 'title'], { max: 120 }),
    description: description === undefined ? current.description : readDescription(description),
    durationMinutes: durationMinutes == null ? current.durationMinutes : readMinutes(durationMinutes),
    genres: genres === undefined ? current.genres : readGenres(genres ?? []),
    rating: rating === undefined ? current.rating : optionalText(rating, ['input', 'rating'], { max: 20 }),
    releasedOn: releasedOn === undefined ? current.releasedOn : releasedOn,
    posterUrl: posterUrl === undefined ? current.posterUrl : posterUrl,
  };
}

function readDescription(text: string | null): string | null {
  return optionalText(text, ['input', 'description'], { max: 4000, mayHaveLines: true });
}

function readMinutes(minutes: number): number {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= longestMinutes) return minutes;
  throw new InvalidInput(`A film has from 1 to ${longestMinutes} minutes.`, ['input', 'durationMinutes']);
}

function readGenres(genres: readonly string[]): string[] {
  const path = ['input', 'genres'];
  if (genres.length > mostGenres) throw new InvalidInput(`There can be at most ${mostGenres} genres.`, path);
  return [...new Set(genres.map((genre, index) => requireText(genre, [...path, index], { max: 40 })))];
}
