import type { GraphQLFormattedError } from 'graphql';
import { type AnswerPath, eachElement, type Place } from './answerPath';

/** An error of a subgraph, or one in place of its answer, with where in the client's answer something is missing. */
export interface AnswerError {
  readonly message: string;
  readonly code: unknown;
  readonly subgraph: string;
  /** Absent when the subgraph did not say where. */
  readonly place?: Place;
}

/** What went wrong while a plan ran, and which nulls of the answer that explains. */
export class Faults {
  readonly errors: AnswerError[] = [];
  private readonly missing: AnswerPath[] = [];
  private readonly explained: Place[] = [];
  private isAllExplained = false;

  /** `places` are where the error belongs in the answer; with none it may be the reason of any null. */
  add(subgraph: string, { message, extensions }: GraphQLFormattedError, places: readonly Place[]): void {
    const error = { message, code: extensions?.['code'], subgraph };
    if (places.length === 0) this.errors.push(error);
    for (const place of places) this.errors.push({ ...error, place });
    if (places.length === 0) this.isAllExplained = true;
  }

  /** Nothing was asked for at all, and what that means is told elsewhere. */
  explainAll(): void {
    this.isAllExplained = true;
  }

  /** A fetch for the objects at this path yielded nothing. Each null there has its reason, wherever errors point to. */
  addMissing(path: AnswerPath): void {
    this.missing.push(path);
  }

  /** What is missing at this place, or above it for its sake, has been told. */
  explain(place: Place): void {
    this.explained.push(place);
  }

  /** The same with the keys that the client knows. */
  inWordsOf(clientPlace: (place: Place) => Place): Faults {
    const told = new Faults();
    for (const { place, ...error } of this.errors) {
      told.errors.push({ ...error, ...(place && { place: clientPlace(place) }) });
    }
    for (const path of this.missing) told.addMissing(clientPlace(path) as AnswerPath);
    told.isAllExplained = this.isAllExplained;
    return told;
  }

  /** Whether an error says why there is a null at this place, or what took its parent away. */
  isExplained(place: Place): boolean {
    if (this.isAllExplained) return true;
    return (
      this.errors.some((error) => error.place !== undefined && isSameOrAbove(error.place, place)) ||
      this.missing.some((path) => isOnPath(path, place)) ||
      this.explained.some((told) => isSameOrAbove(place, told))
    );
  }
}

/** Whether one place is the other, or stands above it. */
function isSameOrAbove(one: Place, other: Place): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

function isOnPath(path: AnswerPath, place: Place): boolean {
  const length = Math.min(path.length, place.length);
  for (let at = 0; at < length; at += 1) {
    if (path[at] === eachElement ? typeof place[at] !== 'number' : path[at] !== place[at]) return false;
  }
  return true;
}
