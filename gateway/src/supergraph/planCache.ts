import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlanner } from '@apollo/query-planner';
import { print } from 'graphql';
import type { CompiledPlan } from '../execution/plan/compiledPlan';
import { compilePlan } from '../execution/plan/compilePlan';
import { type PlannedKeys, withPlannedKeys } from '../execution/plan/plannedKeys';
import type { TypeFacts } from '../execution/plan/typeFacts';
import { LruMap } from '../lruMap';
import type { ExecutableDirectives } from './executableDirectives';
import { documentOf, type OperationParts } from './operationParts';
import { forPlanner } from './planning/forPlanner';
import type { Overrides } from './planning/overrides';
import type { PlanMends } from './planning/planningSupergraph';
import { assertReachesAll } from './reachability';

/** `keys` are those of the whole operation, of which `parts` may be what is left for one viewer. */
export type PlanOperation = (parts: OperationParts, keys: PlannedKeys, overrides: Overrides) => CompiledPlan;

const capacity = 2_000;

export interface PlanCacheOptions {
  readonly planner: QueryPlanner;
  /** Of the planning supergraph. */
  readonly apiSchema: Schema;
  readonly types: TypeFacts;
  readonly mends: PlanMends;
  readonly directives: ExecutableDirectives;
}

/** Plans each operation once, however its text is laid out: the key is the operation as printed. */
export function createPlanCache({ planner, apiSchema, types, mends, directives }: PlanCacheOptions): PlanOperation {
  const plans = new LruMap<string, CompiledPlan>(capacity);
  return (parts, keys, { conditions, key: overridesKey }) => {
    const planned = forPlanner(withPlannedKeys(parts, keys));
    const document = documentOf(planned);
    const key = `${overridesKey} ${print(document)}`;
    const known = plans.get(key);
    if (known !== undefined) return known;
    // Validated by the server already; what was removed from it leaves at most variables that nobody uses.
    const operation = operationFromDocument(apiSchema, directives.withDefaults(document), { validate: false });
    const plan = compilePlan(
      planner.buildQueryPlan(operation, { overrideConditions: new Map(conditions) }),
      types,
      mends,
    );
    assertReachesAll(planned, plan);
    plans.set(key, plan);
    return plan;
  };
}
