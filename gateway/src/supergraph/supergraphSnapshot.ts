import type { Schema } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { Viewer } from '@marquee/shared/auth';
import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { AuthorizedOperation } from '../authorization/authorizedOperation';

export interface SubgraphLocation {
  readonly name: string;
  readonly url: string;
}

/** One operation of a document with the fragments it uses, and its plan. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly plan: QueryPlan;
}

/**
 * One loaded version of the supergraph and everything derived from it. A request keeps the one it began with while a
 * newer one is loaded: find it with `snapshotOf(schema)`.
 */
export interface SupergraphSnapshot {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly apiSdl: string;
  /** The same two schemas as the planner's and executor's library wants them. */
  readonly supergraphSchema: GraphQLSchema;
  readonly internalApiSchema: Schema;
  readonly subgraphs: readonly SubgraphLocation[];
  /**
   * What of a validated document this viewer may have, planned. Cached by document, and by what the viewer lacks.
   * @throws GraphQLError when the operation cannot be planned or is not there.
   */
  authorize(document: DocumentNode, operationName: string | undefined, viewer: Viewer | null): AuthorizedOperation;
}
