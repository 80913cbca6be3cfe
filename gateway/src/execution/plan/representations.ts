import {
  type FetchDataRewrite,
  getResponseName,
  type QueryPlanFieldNode,
  type QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { type AnswerObject, isAnswerObject, ownValue, setOwn } from '../answer/ownValue';
import { applyRewrites } from './rewrites';
import type { TypeFacts } from './typeFacts';

/** Makes representations, by which a subgraph finds entities, of what is known of an object so far. */
export interface Representations {
  /** Equal for objects with equal representations; null where the object lacks a field that is needed. */
  keyOf(object: AnswerObject): string | null;
  /** For an object that has a key. */
  of(object: AnswerObject): AnswerObject;
  /** Whether the object is nothing but its representation: another with the same key may stand for it. */
  isAll(object: AnswerObject): boolean;
}

/** `names` says how a field is called in the subgraph's eyes, where the plan calls it otherwise. */
export function compileRepresentations(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  types: TypeFacts,
  nameOf: (planned: string) => string = (planned) => planned,
): Representations {
  const selectionsByType = new Map<unknown, readonly Selection[]>();

  /** An object's type rarely differs from that of the last, so what applies to a type is worked out once. */
  function selectionsFor(typeName: unknown): readonly Selection[] {
    let selections = selectionsByType.get(typeName);
    if (selections === undefined) {
      selections = requires.flatMap((node) => applicable(node, typeName, types));
      if (typeof typeName === 'string') selectionsByType.set(typeName, selections);
    }
    return selections;
  }

  function of(object: AnswerObject): AnswerObject {
    const representation: AnswerObject = {};
    for (const { fields } of selectionsFor(ownValue(object, '__typename'))) {
      const selected = selectAll(object, fields, types, nameOf);
      if (selected !== null) joinInto(representation, selected);
    }
    applyRewrites(rewrites, representation, types);
    return representation;
  }

  return {
    of,
    isAll(object) {
      const told = selectionsFor(ownValue(object, '__typename')).filter((selection) => isToldFlat(selection, object));
      return Object.keys(object).every((key) => told.some(({ names }) => names.has(key)));
    },
    keyOf(object) {
      let key = '';
      let isIdentified = false;
      for (const { fields, isFlat, hasTypename } of selectionsFor(ownValue(object, '__typename'))) {
        const part = isFlat ? flatKey(object, fields) : nestedKey(object, fields, types, nameOf);
        if (part !== null && hasTypename) isIdentified = true;
        key += part === null ? '-' : `+${part}`;
      }
      return isIdentified ? key : null;
    },
  };
}

interface Selection {
  readonly fields: readonly QueryPlanSelectionNode[];
  readonly isFlat: boolean;
  readonly names: ReadonlySet<string>;
  readonly hasTypename: boolean;
}

/** What of the requirements is about objects of this type, each part of which is there as a whole or not at all. */
function applicable(node: QueryPlanSelectionNode, typeName: unknown, types: TypeFacts): Selection[] {
  if (node.kind === 'Field') return [selectionOf([node])];
  if (node.typeCondition !== undefined && !types.isOfType(typeName, node.typeCondition)) return [];
  return [selectionOf(node.selections)];
}

function selectionOf(fields: readonly QueryPlanSelectionNode[]): Selection {
  return {
    fields,
    isFlat: fields.every((field) => field.kind === 'Field' && field.selections === undefined),
    names: new Set(fields.flatMap((field) => (field.kind === 'Field' ? [getResponseName(field)] : []))),
    hasTypename: fields.some((field) => field.kind === 'Field' && field.name === '__typename'),
  };
}

/** Whether the whole selection is in the object's representation, and nothing below it could differ. */
function isToldFlat({ isFlat, names }: Selection, object: AnswerObject): boolean {
  if (!isFlat) return false;
  for (const name of names) if (ownValue(object, name) === undefined) return false;
  return true;
}

/** Texts carry their length, so that no two different lists of values look alike. */
function flatKey(object: AnswerObject, fields: readonly QueryPlanSelectionNode[]): string | null {
  let key = '';
  for (const field of fields) {
    const value = ownValue(object, getResponseName(field as QueryPlanFieldNode));
    if (value === undefined) return null;
    key += typeof value === 'string' ? `${value.length}:${value}` : `${JSON.stringify(value)};`;
  }
  return key;
}

function nestedKey(
  object: AnswerObject,
  fields: readonly QueryPlanSelectionNode[],
  types: TypeFacts,
  nameOf: (planned: string) => string,
): string | null {
  const selected = selectAll(object, fields, types, nameOf);
  return selected === null ? null : JSON.stringify(selected);
}

function selectAll(
  object: AnswerObject,
  nodes: readonly QueryPlanSelectionNode[],
  types: TypeFacts,
  nameOf: (planned: string) => string,
): AnswerObject | null {
  const selected: AnswerObject = {};
  for (const node of nodes) {
    if (node.kind === 'InlineFragment') {
      const typeName = ownValue(object, '__typename');
      if (node.typeCondition !== undefined && !types.isOfType(typeName, node.typeCondition)) continue;
      const inner = selectAll(object, node.selections, types, nameOf);
      if (inner !== null) joinInto(selected, inner);
      continue;
    }
    const value = ownValue(object, getResponseName(node));
    if (value === undefined) return null;
    setOwn(selected, nameOf(getResponseName(node)), selectIn(value, node, types, nameOf));
  }
  return selected;
}

function selectIn(
  value: unknown,
  node: QueryPlanFieldNode,
  types: TypeFacts,
  nameOf: (planned: string) => string,
): unknown {
  if (node.selections === undefined) return value;
  const { selections } = node;
  if (Array.isArray(value)) return value.map((element) => selectIn(element, node, types, nameOf));
  return isAnswerObject(value) ? selectAll(value, selections, types, nameOf) : null;
}

function joinInto(target: AnswerObject, source: AnswerObject): void {
  for (const [key, value] of Object.entries(source)) {
    const known = ownValue(target, key);
    if (isAnswerObject(known) && isAnswerObject(value)) joinInto(known, value);
    else setOwn(target, key, value);
  }
}
