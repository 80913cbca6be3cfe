import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import type { PlanMends } from '../../supergraph/planning/planningSupergraph';

/**
 * A fetch of a plan made for the planning supergraph, as the subgraph understands it: pinned fields have their own
 * names and arguments again, and nothing is asked about types that the subgraph does not know. Several, where fields of an
 * entity require the same field with different arguments: a representation has room for one.
 */
export function mendFetch(fetch: FetchNode, mends: PlanMends): readonly FetchNode[] {
  return split(fetch, mends).map((part) => ({ ...part, operation: mendOperation(part, mends) }));
}

function mendOperation({ operation, serviceName }: FetchNode, mends: PlanMends): string {
  const document = parse(operation, { noLocation: true });
  const mended = visit(document, {
    InlineFragment: (node) => (isForeign(node, serviceName, mends) ? null : undefined),
    Field(node) {
      const pinned = mends.findPinned(node.name.value);
      if (pinned === undefined) return undefined;
      const alias = node.alias ?? node.name;
      return { ...node, alias, name: { kind: Kind.NAME, value: pinned.name }, arguments: pinned.arguments };
    },
  });
  return mended === document ? operation : textOf(mended);
}

function textOf(document: DocumentNode): string {
  return stripIgnoredCharacters(print(withoutEmptySelections(document)));
}

function isForeign({ typeCondition }: InlineFragmentNode, subgraph: string, mends: PlanMends): boolean {
  return typeCondition !== undefined && mends.isForeign(subgraph, typeCondition.name.value);
}

/** An abstract type's selection keeps its `__typename`; a fragment may be left with nothing at all. */
function withoutEmptySelections<T extends ReturnType<typeof parse>>(document: T): T {
  return visit(document, {
    InlineFragment: { leave: ({ selectionSet }) => (selectionSet.selections.length === 0 ? null : undefined) },
    SelectionSet: {
      leave: (node, _key, parent) =>
        node.selections.length === 0 && !Array.isArray(parent) && (parent as FieldNode).kind === Kind.FIELD
          ? { ...node, selections: [typename] }
          : undefined,
    },
  });
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

interface Part {
  /** By the field's own name: the one pinned field that stands for it in the representations of this part. */
  readonly pins: Map<string, string>;
  readonly fields: Set<FieldNode>;
}

function split(fetch: FetchNode, mends: PlanMends): readonly FetchNode[] {
  if (fetch.requires === undefined || !hasRivals(fetch.requires, mends)) return [fetch];
  const document = parse(fetch.operation, { noLocation: true });
  const parts: Part[] = [];
  for (const { field, typeName } of entityFields(document)) {
    const pins = mends.requiredBy(fetch.serviceName, typeName, field.name.value);
    const own = (pin: string) => mends.findPinned(pin)?.name ?? pin;
    let part = parts.find((candidate) => pins.every((pin) => (candidate.pins.get(own(pin)) ?? pin) === pin));
    if (part === undefined) parts.push((part = { pins: new Map(), fields: new Set() }));
    part.fields.add(field);
    for (const pin of pins) part.pins.set(own(pin), pin);
  }
  return parts.map(({ pins, fields }) => {
    const kept = new Set(pins.values());
    return {
      ...fetch,
      requires: requirements(fetch.requires ?? [], (name) => mends.findPinned(name) === undefined || kept.has(name)),
      operation: textOf(visit(document, { SelectionSet: { leave: keepOnly(document, fields) } })),
    };
  });
}

/** Whether two pinned fields would stand under one name. */
function hasRivals(requires: readonly QueryPlanSelectionNode[], mends: PlanMends): boolean {
  const pinsByName = new Map<string, Set<string>>();
  const walk = (nodes: readonly QueryPlanSelectionNode[]): void => {
    for (const node of nodes) {
      const pinned = node.kind === 'Field' ? mends.findPinned(node.name) : undefined;
      if (pinned !== undefined && node.kind === 'Field') {
        const pins = pinsByName.get(pinned.name) ?? new Set();
        pinsByName.set(pinned.name, pins.add(node.name));
      }
      walk(node.selections ?? []);
    }
  };
  walk(requires);
  return [...pinsByName.values()].some(({ size }) => size > 1);
}

interface EntityField {
  readonly field: FieldNode;
  readonly typeName: string;
}

/** What is asked of the entities themselves. */
function entityFields(document: ReturnType<typeof parse>): EntityField[] {
  const fields: EntityField[] = [];
  const walk = (selections: readonly SelectionNode[], typeName: string): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD && typeName !== '') fields.push({ field: selection, typeName });
      else if (selection.kind === Kind.FIELD) walk(selection.selectionSet?.selections ?? [], '_Entity');
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet.selections, selection.typeCondition?.name.value ?? typeName);
      }
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet.selections, '');
  }
  return fields;
}

function keepOnly(document: ReturnType<typeof parse>, kept: ReadonlySet<FieldNode>) {
  const all = new Set<SelectionNode>(entityFields(document).map(({ field }) => field));
  return (node: SelectionSetNode): SelectionSetNode => ({
    ...node,
    selections: node.selections.filter((selection) => !all.has(selection) || kept.has(selection as FieldNode)),
  });
}

function requirements(
  nodes: readonly QueryPlanSelectionNode[],
  isKept: (name: string) => boolean,
): QueryPlanSelectionNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'Field' && !isKept(node.name)) return [];
    if (node.selections === undefined) return [node];
    const selections = requirements(node.selections, isKept);
    return selections.length === 0 ? [] : [{ ...node, selections }];
  });
}
