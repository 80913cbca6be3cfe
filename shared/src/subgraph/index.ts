export type { ResolverMap } from './buildSchema';
export type { AnswerHeaders, ContextRequest } from './contextRequest';
export { createSubgraph, type SubgraphOptions } from './createSubgraph';
export { faultOf } from './faultOf';
export { presentError } from './presentError';
export { identityOf } from './routeIdentity';
export type {
  Readiness,
  ResponseHeaders,
  RouteRequest,
  RouteResponse,
  Subgraph,
  SubgraphRequest,
  SubgraphResponse,
} from './subgraph';
export { userErrorOf } from './userErrors';
