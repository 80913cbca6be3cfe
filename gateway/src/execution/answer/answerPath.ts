import { type AnswerObject, isAnswerObject, ownValue, setOwn } from './ownValue';

/** A place in answers: response keys from the root, with `eachElement` for whichever element of a list. */
export type AnswerPath = readonly string[];

/** A place in one answer: response keys and list positions from the root. */
export type Place = readonly (string | number)[];

/** How plans say "every element of this list". No response key is called so. */
export const eachElement = '@';

/** What is done with an object that was found. What it returns takes the object's place, so that others may share it. */
export type Visit = (object: AnswerObject) => AnswerObject;

/**
 * Visits every object at the path, in the order of the answer. What is null, or no object, is passed over. Where an
 * object or a list may stand in several places, `mayRepeat`, each is visited once.
 */
export function visitObjects(root: AnswerObject, path: AnswerPath, mayRepeat: boolean, visit: Visit): void {
  visitIn(root, path, 0, mayRepeat ? new Set() : null, visit);
}

/** Every object at the path. */
export function objectsAt(root: AnswerObject, path: AnswerPath, mayRepeat: boolean): AnswerObject[] {
  const found: AnswerObject[] = [];
  visitObjects(root, path, mayRepeat, (object) => {
    found.push(object);
    return object;
  });
  return found;
}

/** Returns what is to stand in the place of the value. */
function visitIn(value: unknown, path: AnswerPath, at: number, seen: Set<unknown> | null, visit: Visit): unknown {
  const step = path[at];
  if (Array.isArray(value)) {
    if (step !== eachElement || isSeen(value, seen)) return value;
    for (let index = 0; index < value.length; index += 1) {
      const element: unknown = value[index];
      const visited = visitIn(element, path, at + 1, seen, visit);
      if (visited !== element) value[index] = visited;
    }
  } else if (isAnswerObject(value)) {
    if (step === undefined) return isSeen(value, seen) ? value : visit(value);
    const inner = ownValue(value, step);
    const visited = visitIn(inner, path, at + 1, seen, visit);
    if (visited !== inner) setOwn(value, step, visited);
  }
  return value;
}

/** Lists and what is looked for are remembered: these make looking twice dear. */
function isSeen(value: object, seen: Set<unknown> | null): boolean {
  if (seen === null) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return false;
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
