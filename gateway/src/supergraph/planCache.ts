import { isAbstractType, operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, Kind, print, type SelectionSetNode, visit } from 'graphql';
import { LruMap } from '../lruMap';
import { documentOf, type OperationParts } from './operationParts';
import type { PlannedOperation } from './supergraphSnapshot';

export type PlanOperation = (parts: OperationParts) => PlannedOperation;

const capacity = 2_000;

/** Plans each operation once, however its text is laid out: the key is the operation as printed. */
export function createPlanCache(planner: QueryPlanner, apiSchema: Schema): PlanOperation {
  const plans = new LruMap<string, PlannedOperation>(capacity);
  return (parts) => {
    const document = documentOf(parts);
    const key = print(document);
    const known = plans.get(key);
    if (known !== undefined) return known;
    // Validated by the server already; what was removed from it leaves at most variables that nobody uses.
    const operation = operationFromDocument(apiSchema, withTypenames(document, apiSchema), { validate: false });
    const planned: PlannedOperation = { ...parts, plan: planner.buildQueryPlan(operation) };
    plans.set(key, planned);
    return planned;
  };
}

/**
 * Asks for the type of whatever a fragment on an abstract type is spread on. The executor forgets it inside such a
 * fragment, and would leave out what a fragment on the type itself adds there.
 */
function withTypenames(document: DocumentNode, apiSchema: Schema): DocumentNode {
  const isAbstract = (name: string | undefined): boolean => {
    const type = name === undefined ? undefined : apiSchema.type(name);
    return type !== undefined && isAbstractType(type);
  };
  const typed = <T extends { readonly selectionSet: SelectionSetNode }>(node: T): T => ({
    ...node,
    selectionSet: { ...node.selectionSet, selections: [typenameField, ...node.selectionSet.selections] },
  });
  return visit(document, {
    InlineFragment: { leave: (node) => (isAbstract(node.typeCondition?.name.value) ? typed(node) : undefined) },
    FragmentDefinition: { leave: (node) => (isAbstract(node.typeCondition.name.value) ? typed(node) : undefined) },
  });
}

const typenameField = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
