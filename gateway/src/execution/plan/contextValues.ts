import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import { type AnswerPath, eachElement } from '../answer/answerPath';
import { type AnswerObject, isAnswerObject, ownValue } from '../answer/ownValue';
import { fragmentApplies, isFragment } from './rewrites';
import type { TypeFacts } from './typeFacts';

/** An entity, and the values of the arguments that the objects around it decide. */
export interface InContext {
  readonly object: AnswerObject;
  readonly values: AnswerObject;
}

const parentStep = '..';

/**
 * Every object at the path with its context values. One that stands at several places comes once for each, since they
 * may differ there. Without rewrites there are no values.
 */
export function objectsInContext(
  root: AnswerObject,
  path: AnswerPath,
  rewrites: readonly FetchDataKeyRenamer[],
  types: TypeFacts,
): InContext[] {
  const found: InContext[] = [];
  const walk = (value: unknown, at: number, around: readonly AnswerObject[]): void => {
    const step = path[at];
    if (Array.isArray(value)) {
      if (step === eachElement) for (const element of value) walk(element, at + 1, around);
    } else if (isAnswerObject(value)) {
      if (step === undefined) found.push({ object: value, values: contextValues([...around, value], rewrites, types) });
      else walk(ownValue(value, step), at + 1, [...around, value]);
    }
  };
  walk(root, 0, []);
  return found;
}

/** `around` are the objects from the root to the entity. */
function contextValues(
  around: readonly AnswerObject[],
  rewrites: readonly FetchDataKeyRenamer[],
  types: TypeFacts,
): AnswerObject {
  const values: AnswerObject = {};
  for (const { path, renameKeyTo } of rewrites) {
    const levels = path.findIndex((step) => step !== parentStep);
    const value = valueAt(around.at(-1 - levels), path.slice(levels), types);
    if (value !== undefined) values[renameKeyTo] = value;
  }
  return values;
}

function valueAt(value: unknown, path: AnswerPath, types: TypeFacts): unknown {
  const [step, ...rest] = path;
  if (step === undefined || value === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => valueAt(element, path, types));
  if (!isAnswerObject(value)) return undefined;
  if (!isFragment(step)) return valueAt(ownValue(value, step), rest, types);
  return fragmentApplies(step, value, types) ? valueAt(value, rest, types) : undefined;
}
