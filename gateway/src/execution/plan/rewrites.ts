import type { FetchDataKeyRenamer, FetchDataRewrite } from '@apollo/query-planner';
import type { Place } from '../answer/answerPath';
import { type AnswerObject, isAnswerObject, ownValue, setOwn } from '../answer/ownValue';
import type { TypeFacts } from './typeFacts';

const fragmentPrefix = '... on ';

/** Whether a step of a path goes into a fragment on a type, in place of a field. */
export function isFragment(step: string): boolean {
  return step.startsWith(fragmentPrefix);
}

/** Whether the fragment is about the object; one that does not say of which type it is, is of the right one. */
export function fragmentApplies(step: string, object: AnswerObject, types: TypeFacts): boolean {
  const typeName = ownValue(object, '__typename');
  return typeName === undefined || types.isOfType(typeName, step.slice(fragmentPrefix.length));
}

/**
 * Applies what the planner wants changed in a representation or in an answer: it renames keys that it had to give
 * another name in the subgraph's operation, and sets the type names that a subgraph knows.
 */
export function applyRewrites(rewrites: readonly FetchDataRewrite[], value: unknown, types: TypeFacts): void {
  for (const rewrite of rewrites) applyAt(rewrite, value, 0, types);
}

function applyAt(rewrite: FetchDataRewrite, value: unknown, at: number, types: TypeFacts): void {
  if (Array.isArray(value)) {
    for (const element of value) applyAt(rewrite, element, at, types);
    return;
  }
  const step = rewrite.path[at];
  if (!isAnswerObject(value) || step === undefined) return;
  if (isFragment(step)) {
    if (fragmentApplies(step, value, types)) applyAt(rewrite, value, at + 1, types);
  } else if (at < rewrite.path.length - 1) applyAt(rewrite, ownValue(value, step), at + 1, types);
  else if (rewrite.kind === 'ValueSetter') setOwn(value, step, rewrite.setValueTo);
  else rename(value, step, rewrite.renameKeyTo);
}

/** Whatever the value is: 0, false, null and the empty text are answers, too. */
function rename(object: AnswerObject, from: string, to: string): void {
  const value = ownValue(object, from);
  if (value === undefined) return;
  setOwn(object, to, value);
  Reflect.deleteProperty(object, from);
}

/** The place under the names that the answer has after the renames. */
export function renamedPlace(place: Place, rewrites: readonly FetchDataRewrite[]): Place {
  const renamers = rewrites.filter((rewrite): rewrite is FetchDataKeyRenamer => rewrite.kind === 'KeyRenamer');
  if (renamers.length === 0) return place;
  const names = new Map(renamers.map(({ path, renameKeyTo }) => [path.at(-1), renameKeyTo]));
  return place.map((step) => (typeof step === 'string' ? (names.get(step) ?? step) : step));
}
