import type { Viewer } from '@marquee/shared/auth';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { AuthorizedOperation } from '../authorization/authorizedOperation';
import type { DrawOverrides } from './planning/overrides';

export interface SubgraphLocation {
  readonly name: string;
  readonly url: string;
}

/**
 * One loaded version of the supergraph and everything derived from it. A request keeps the one it began with while a
 * newer one is loaded: find it with `snapshotOf(schema)`.
 */
export interface SupergraphSnapshot {
  readonly supergraphSdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly apiSdl: string;
  readonly subgraphs: readonly SubgraphLocation[];
  /** What holds for one request of the overrides that come about little by little. */
  readonly drawOverrides: DrawOverrides;
  /**
   * What of a validated document this viewer may have, planned. Cached by document, and by what the viewer lacks.
   * @throws GraphQLError when the operation cannot be planned or is not there.
   */
  authorize(document: DocumentNode, operationName: string | undefined, viewer: Viewer | null): AuthorizedOperation;
}
