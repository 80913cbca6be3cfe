import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { AuthorizedOperation } from '../authorization/authorizedOperation';
import type { RequestContext } from '../context';
import type { Overrides } from '../supergraph/planning/overrides';
import { Faults } from './answer/faults';
import { type GatheredAnswer, runPlan } from './runPlan';
import { shapeGathered } from './shape/shapeGathered';
import type { SubgraphAccess, SubgraphResult } from './subgraphAccess';

export interface AnswerOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** As the client sent them, already checked against the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The same, with their defaults. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly overrides: Overrides;
  readonly subgraphs: SubgraphAccess;
  readonly context: RequestContext;
  /** For a subscription: what its primary fetch yielded. Only the rest of the plan is then fetched. */
  readonly event?: SubgraphResult;
}

/** Fetches what the viewer may have and answers what was asked. Fields that are refused or unavailable are null. */
export async function answerAuthorized(
  { programFor, parts, clientPlace, refusals }: AuthorizedOperation,
  { schema, coerced, overrides, ...run }: AnswerOptions,
): Promise<ExecutionResult & { readonly data: Record<string, unknown> | null }> {
  const { plan, shape } = programFor(coerced, overrides);
  const gathered = plan === null ? nothing() : await runPlan({ ...run, plan });
  const options = { schema, parts, variables: run.variables, clientPlace };
  const { data, errors } = shapeGathered(shape, gathered, options);
  const all = [...errors, ...refusals(data, coerced)];
  return { ...(all.length > 0 ? { errors: all } : {}), data };
}

/** Where the viewer may have nothing of what was asked, the refusals say why it is missing. */
function nothing(): GatheredAnswer {
  const faults = new Faults();
  faults.explainAll();
  return { data: {}, faults, unknownEntities: new Set() };
}
