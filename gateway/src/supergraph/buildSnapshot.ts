import { printSchema, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { readAccessRules } from '../authorization/accessRules';
import { createAuthorizer } from '../authorization/authorizer';
import { createPlanCache } from './planCache';
import type { SubgraphLocation, SupergraphSnapshot } from './supergraphSnapshot';

/**
 * Everything that is derived from one supergraph. Security directives are read, since `authorize` enforces them; one
 * with a feature that nothing here enforces is refused.
 * @throws when the SDL is no supergraph that this gateway can serve.
 */
export function buildSnapshot(supergraphSdl: string): SupergraphSnapshot {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const internalApiSchema = supergraph.apiSchema();
  const apiSchema = internalApiSchema.toGraphQLJSSchema();
  const plan = createPlanCache(new QueryPlanner(supergraph), internalApiSchema);
  return {
    supergraphSdl,
    apiSchema,
    apiSdl: printSchema(internalApiSchema),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    internalApiSchema,
    subgraphs: locations(supergraph),
    authorize: createAuthorizer({ schema: apiSchema, rules: readAccessRules(supergraph.schema), plan }),
  };
}

function locations(supergraph: Supergraph): SubgraphLocation[] {
  return supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url }));
}
