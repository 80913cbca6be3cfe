import { type AnswerObject, isAnswerObject, ownValue } from './ownValue';

/** A place in answers: response keys from the root, with `eachElement` for whichever element of a list. */
export type AnswerPath = readonly string[];

/** A place in one answer: response keys and list positions from the root. */
export type Place = readonly (string | number)[];

/** How plans say "every element of this list". No response key is called so. */
export const eachElement = '@';

/**
 * Every object at the path, in the order of the answer. What is null, or no object, is passed over. Where an object or a
 * list may stand in several places, `mayRepeat`, each comes once.
 */
export function objectsAt(root: AnswerObject, path: AnswerPath, mayRepeat = false): AnswerObject[] {
  const found: AnswerObject[] = [];
  collect(root, path, 0, found, mayRepeat ? new Set() : null);
  return found;
}

function collect(value: unknown, path: AnswerPath, at: number, found: AnswerObject[], seen: Set<unknown> | null): void {
  const step = path[at];
  const isList = Array.isArray(value);
  // Only lists and what is looked for are remembered: it is lists that make looking twice dear.
  if (seen !== null && (isList || step === undefined)) {
    if (seen.has(value)) return;
    seen.add(value);
  }
  if (isList) {
    if (step === eachElement) for (const element of value) collect(element, path, at + 1, found, seen);
  } else if (isAnswerObject(value)) {
    if (step === undefined) found.push(value);
    else collect(ownValue(value, step), path, at + 1, found, seen);
  }
}

/** Where in the answer these objects stand, each perhaps in several places; at most `limit` places. */
export function placesOf(
  root: AnswerObject,
  path: AnswerPath,
  objects: ReadonlySet<AnswerObject>,
  limit: number,
): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, at: number, place: Place): void => {
    if (places.length >= limit) return;
    const step = path[at];
    if (Array.isArray(value)) {
      if (step !== eachElement) return;
      for (let index = 0; index < value.length; index += 1) walk(value[index], at + 1, [...place, index]);
    } else if (isAnswerObject(value)) {
      if (step !== undefined) walk(ownValue(value, step), at + 1, [...place, step]);
      else if (objects.has(value)) places.push(place);
    }
  };
  walk(root, 0, []);
  return places;
}
