import { type AnswerPath, eachElement } from './answerPath';
import { type AnswerObject, isAnswerObject, ownValue, setOwn } from './ownValue';

/**
 * The places of an answer at which later fetches of the same plan add something. Only these parts of an answer are
 * ever changed; everything beside them may be shared between requests.
 */
export interface Landings {
  /** By response key, or `eachElement`. */
  readonly children: ReadonlyMap<string, Landings>;
}

interface GrowingLandings extends Landings {
  readonly children: Map<string, GrowingLandings>;
}

export function landingsOf(paths: readonly AnswerPath[]): Landings {
  const root: GrowingLandings = { children: new Map() };
  for (const path of paths) {
    let node = root;
    for (const step of path) {
      let child = node.children.get(step);
      if (child === undefined) node.children.set(step, (child = { children: new Map() }));
      node = child;
    }
  }
  return root;
}

export function landingsAt(landings: Landings, path: AnswerPath): Landings {
  let node: Landings | undefined = landings;
  for (const step of path) node = node?.children.get(step);
  return node ?? nowhere;
}

const nowhere: Landings = { children: new Map() };

/** The answer with the parts that will be changed copied, so that others may go on reading the original. */
export function ownCopy(value: unknown, landings: Landings): unknown {
  if (Array.isArray(value)) {
    const elements = landings.children.get(eachElement);
    return elements === undefined ? value : value.map((element) => ownCopy(element, elements));
  }
  if (!isAnswerObject(value)) return value;
  const copy: AnswerObject = { ...value };
  for (const [key, child] of landings.children) {
    const inner = ownValue(copy, key);
    if (typeof inner === 'object' && inner !== null) setOwn(copy, key, ownCopy(inner, child));
  }
  return copy;
}

/**
 * Adds what another fetch answered for the same object. `target` and what stands at its landings is the request's own
 * and is changed in place, since fetches under way hold on to it; other objects are replaced by joined copies. A null
 * takes nothing away, and the name of an abstract type does not hide that of the type itself.
 */
export function addAnswer(
  target: AnswerObject,
  source: AnswerObject,
  landings: Landings,
  isAbstract: (typeName: unknown) => boolean,
): void {
  for (const key in source) {
    const added = source[key];
    const known = ownValue(target, key);
    if (known === undefined || known === null) setOwn(target, key, added);
    else if (typeof added === 'object' && added !== null) {
      setOwn(target, key, joined(known, added, landings.children.get(key), isAbstract));
    } else if (added !== null && added !== undefined && !(key === '__typename' && isAbstract(added))) {
      setOwn(target, key, added);
    }
  }
}

function joined(
  known: unknown,
  added: object,
  landings: Landings | undefined,
  isAbstract: (typeName: unknown) => boolean,
): unknown {
  if (known === added) return known;
  if (Array.isArray(known) && Array.isArray(added)) {
    if (known.length !== added.length) return added;
    const elements = landings?.children.get(eachElement);
    const list: unknown[] = elements === undefined ? [...known] : known;
    for (const [index, element] of added.entries()) {
      const before = list[index];
      const isJoint = typeof element === 'object' && element !== null && before !== null && before !== undefined;
      list[index] = isJoint ? joined(before, element, elements, isAbstract) : (element ?? before);
    }
    return list;
  }
  if (!isAnswerObject(known) || !isAnswerObject(added)) return added;
  const target = landings === undefined ? { ...known } : known;
  addAnswer(target, added, landings ?? nowhere, isAbstract);
  return target;
}
