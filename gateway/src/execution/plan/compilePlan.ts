import type { FetchNode, FlattenNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { PlanMends } from '../../supergraph/planning/planningSupergraph';
import type { AnswerPath } from '../answer/answerPath';
import { type Landings, landingsAt, landingsOf } from '../answer/landings';
import type { CompiledPlan, FetchStep, FetchTarget } from './compiledPlan';
import { fetchText } from './fetchText';
import { mendFetch } from './mendFetch';
import { compileRepresentations } from './representations';
import { type StepTree, schedule } from './schedule';
import type { TypeFacts } from './typeFacts';

/** Works out once what every run of the plan needs.  */
export function compilePlan({ node }: QueryPlan, types: TypeFacts, mends: PlanMends): CompiledPlan {
  if (node === undefined) return { schedule: [], primary: null, types };
  const compiler = new PlanCompiler(types, mends, fetchesOf(node));
  if (node.kind === 'Subscription') return subscription(node, compiler, types, mends);
  return { schedule: schedule(compiler.compile(node, [])), primary: null, types };
}

function subscription(
  { primary, rest }: SubscriptionNode,
  compiler: PlanCompiler,
  types: TypeFacts,
  mends: PlanMends,
): CompiledPlan {
  return {
    primary: compiler.compileFetch(mendFetch(primary, mends)[0] ?? primary, []),
    schedule: rest === undefined ? [] : schedule(compiler.compile(rest, [])),
    types,
  };
}

/** Operations are planned without conditions, and to be answered in one piece. */
function unasked({ kind }: PlanNode): Error {
  return new Error(`No plan with a ${kind} node was asked for`);
}

interface PlacedFetch {
  readonly fetch: FetchNode;
  readonly path: AnswerPath;
}

function fetchesOf(node: PlanNode | SubscriptionNode): PlacedFetch[] {
  if (node.kind !== 'Subscription') return fetchesIn(node, []);
  return node.rest === undefined ? [] : fetchesIn(node.rest, []);
}

function fetchesIn(node: PlanNode, path: AnswerPath): PlacedFetch[] {
  switch (node.kind) {
    case 'Fetch':
      return [{ fetch: node, path }];
    case 'Flatten':
      return fetchesIn(node.node, [...path, ...stepsOf(node)]);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((inner) => fetchesIn(inner, path));
    case 'Condition':
    case 'Defer':
      break;
  }
  throw unasked(node);
}

function stepsOf({ path }: FlattenNode): AnswerPath {
  return path.map(String);
}

class PlanCompiler {
  private readonly places: readonly AnswerPath[];
  private readonly landings: Landings;
  private readonly isPlaceBound: boolean;

  constructor(
    private readonly types: TypeFacts,
    private readonly mends: PlanMends,
    fetches: readonly PlacedFetch[],
  ) {
    this.places = fetches.map(({ path }) => path);
    this.landings = landingsOf(this.places);
    this.isPlaceBound = fetches.some(({ fetch }) => (fetch.contextRewrites ?? []).length > 0);
  }

  private readonly ownName = (planned: string): string => this.mends.findPinned(planned)?.name ?? planned;

  compile(node: PlanNode, path: AnswerPath): StepTree {
    switch (node.kind) {
      case 'Fetch': {
        const nodes = mendFetch(node, this.mends).map((fetch) => this.compileFetch(fetch, path));
        return { kind: 'parallel', nodes: nodes.map((step) => ({ kind: 'fetch', step })) };
      }
      case 'Flatten':
        return this.compile(node.node, [...path, ...stepsOf(node)]);
      case 'Sequence':
        return { kind: 'sequence', nodes: node.nodes.map((inner) => this.compile(inner, path)) };
      case 'Parallel':
        return { kind: 'parallel', nodes: node.nodes.map((inner) => this.compile(inner, path)) };
      case 'Condition':
      case 'Defer':
        break;
    }
    throw unasked(node);
  }

  compileFetch(node: FetchNode, path: AnswerPath): FetchStep {
    const { requires, inputRewrites = [], outputRewrites = [], contextRewrites = [] } = node;
    const { types, ownName } = this;
    const target: FetchTarget = {
      path,
      mayRepeat: this.mayRepeat(path),
      representations: requires === undefined ? null : compileRepresentations(requires, inputRewrites, types, ownName),
      landings: landingsAt(this.landings, path),
    };
    return {
      subgraph: node.serviceName,
      text: fetchText(node.operation, node.operationName, node.operationKind),
      variableNames: (node.variableUsages ?? []).filter((name) => !contextRewrites.some((c) => c.renameKeyTo === name)),
      targets: [target],
      isPlaceBound: this.isPlaceBound,
      outputRewrites,
      contextRewrites,
    };
  }

  /** Whether another fetch adds to the same objects, or to some above them: one answer is then in all their places. */
  private mayRepeat(path: AnswerPath): boolean {
    const above = this.places.filter(
      (place) => place.length <= path.length && place.every((step, at) => step === path[at]),
    );
    return above.length > 1;
  }
}
