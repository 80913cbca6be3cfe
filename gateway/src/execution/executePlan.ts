import { executeQueryPlan } from '@apollo/gateway/dist/executeQueryPlan';
import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../context';
import type { PlannedOperation, SupergraphSnapshot } from '../supergraph/supergraphSnapshot';
import { eventSource, subgraphSource } from './dataSource';
import type { SubgraphAccess } from './subgraphAccess';

export interface PlanExecution {
  readonly snapshot: SupergraphSnapshot;
  readonly planned: PlannedOperation;
  /** As the client sent them, already checked against the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly subgraphs: SubgraphAccess;
  readonly context: RequestContext;
  /** For a subscription: what its primary fetch yielded. Only the rest of the plan is then fetched. */
  readonly event?: Pick<ExecutionResult, 'data' | 'errors'>;
}

/** Stands for the event itself among the services of a subscription's plan; `#` is in no subgraph's name. */
const eventService = '#event';

/**
 * Runs a plan and shapes the answer to the operation it was made for. Never rejects for a subgraph's sake: what a
 * failing one owes is null, with an error that says no more than its code.
 */
export async function executePlan(execution: PlanExecution): Promise<ExecutionResult> {
  const { snapshot, planned, event } = execution;
  const services = Object.fromEntries(
    snapshot.subgraphs.map(({ name }) => [name, subgraphSource(name, execution.subgraphs, execution.context)]),
  );
  if (event !== undefined) services[eventService] = eventSource(event);

  const result = await executeQueryPlan(
    event === undefined ? planned.plan : planAfterEvent(planned.plan),
    services,
    requestContextOf(execution),
    { schema: snapshot.apiSchema, operation: planned.operation, fragments: { ...planned.fragments } },
    snapshot.supergraphSchema,
    snapshot.internalApiSchema,
  );
  // Its `valueCompletion` extension tells of subgraphs' nulls in their own words; those are for nobody outside.
  return { data: result.data ?? null, ...(result.errors ? { errors: result.errors } : {}) };
}

/** The executor knows no subscriptions, so the event is made the answer of the plan's first fetch. */
function planAfterEvent(plan: QueryPlan): QueryPlan {
  if (plan.node?.kind !== 'Subscription') throw new Error('Only a subscription has events');
  const { primary, rest } = plan.node;
  const nodes: PlanNode[] = [{ ...primary, serviceName: eventService }];
  if (rest !== undefined) nodes.push(rest);
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
}

/** The executor reads the variables, the logger and the metrics of a request context, and nothing else. */
function requestContextOf({ variables }: PlanExecution): GatewayGraphQLRequestContext {
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const read = { request: { variables }, metrics: {}, logger: silent, context: {} };
  return read as unknown as GatewayGraphQLRequestContext;
}

function ignore(): void {}
