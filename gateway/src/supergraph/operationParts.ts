import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** One operation and the fragments it uses, directly or through others. */
export interface OperationParts {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

/** @throws GraphQLError when the document has no such operation, or several and no name was given. */
export function operationParts(document: DocumentNode, operationName: string | undefined): OperationParts {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw noSuchOperation(operationName);
  const all = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, fragments: usedFragments(operation, fragmentsByName(all)) };
}

/** Without a prototype: `constructor` and `__proto__` are names of fragments like any other. */
export function fragmentsByName(
  definitions: readonly FragmentDefinitionNode[],
): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions) fragments[definition.name.value] = definition;
  return fragments;
}

/** The error for an operation that the document lacks, or that no name picks out. */
export function noSuchOperation(operationName: string | undefined): GraphQLError {
  const message =
    operationName === undefined
      ? 'A document with several operations needs an operation name.'
      : `There is no operation named "${operationName}".`;
  return new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } });
}

function usedFragments(operation: OperationDefinitionNode, all: Fragments): Fragments {
  const used = fragmentsByName([]);
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        const fragment = all[name.value];
        if (fragment === undefined || used[name.value] !== undefined) return;
        used[name.value] = fragment;
        collect(fragment);
      },
    });
  };
  collect(operation);
  return used;
}

/** The parts put together again, without the document's other operations. */
export function documentOf({ operation, fragments }: OperationParts): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
}
