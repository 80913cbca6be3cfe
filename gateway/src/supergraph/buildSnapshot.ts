import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse, printSchema } from 'graphql';
import { readAccessRules } from '../authorization/accessRules';
import { createAuthorizer } from '../authorization/authorizer';
import { createTypeFacts } from '../execution/plan/typeFacts';
import { readExecutableDirectives } from './executableDirectives';
import { createPlanCache } from './planCache';
import { createOverrides } from './planning/overrides';
import { planningSupergraph } from './planning/planningSupergraph';
import type { SubgraphLocation, SupergraphSnapshot } from './supergraphSnapshot';

/**
 * Everything that is derived from one supergraph. Security directives are read, since `authorize` enforces them; one
 * with a feature that nothing here enforces is refused.
 * @throws when the SDL is no supergraph that this gateway can serve.
 */
export function buildSnapshot(supergraphSdl: string, activeLabels: readonly string[] = []): SupergraphSnapshot {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const document = parse(supergraphSdl, { noLocation: true });
  const composedApiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  const directives = readExecutableDirectives(document, composedApiSchema);
  const apiSchema = directives.addTo(composedApiSchema);
  const { sdl: planningSdl, mends, reservedKeys } = planningSupergraph(document);
  const planning = Supergraph.build(planningSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const types = createTypeFacts(supergraph.schema.toGraphQLJSSchema());
  const plan = createPlanCache({
    planner: new QueryPlanner(planning, { reuseQueryFragments: false }),
    apiSchema: directives.addToInternal(planning.apiSchema()),
    types,
    mends,
    directives,
  });
  return {
    supergraphSdl,
    apiSchema,
    apiSdl: printSchema(apiSchema),
    subgraphs: locations(supergraph),
    drawOverrides: createOverrides(document, activeLabels),
    authorize: createAuthorizer({
      schema: apiSchema,
      rules: readAccessRules(supergraph.schema),
      plan,
      types,
      reservedKeys,
    }),
  };
}

function locations(supergraph: Supergraph): SubgraphLocation[] {
  return supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url }));
}
