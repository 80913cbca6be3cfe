import type { FetchStep } from './compiledPlan';

/** One fetch, and what must have been fetched before it. */
export interface ScheduledFetch {
  readonly step: FetchStep;
  /** Positions in the schedule, all of them before this one. */
  readonly after: readonly number[];
}

/** What a plan fetches, each fetch as soon as what it needs is there. */
export type Schedule = readonly ScheduledFetch[];

/** A plan as the planner arranges it. */
export type StepTree =
  | { readonly kind: 'fetch'; readonly step: FetchStep }
  | { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly StepTree[] };

interface Node {
  readonly depth: number;
  readonly after: ReadonlySet<Node>;
  step: FetchStep;
}

/**
 * Turns sequences and parallels into what they say of the order, and joins fetches that ask the same of the same subgraph
 * equally far from the beginning: the planner makes one for each place of the answer, though the entities there are often
 * the same. An edge leads to what is farther from the beginning, so joining makes no circle.
 */
export function schedule(tree: StepTree): Schedule {
  const nodes: Node[] = [];
  place(tree, new Set(), nodes);
  const joined = joinTwins(nodes);
  const merged = [...new Set(joined.values())].sort((one, other) => one.depth - other.depth);
  return merged.map(({ step, after }) => ({ step, after: [...after].map((node) => merged.indexOf(node)) }));
}

/** Adds the fetches of a tree, each after those of `before`, and returns those that whatever follows has to wait for. */
function place(tree: StepTree, before: ReadonlySet<Node>, nodes: Node[]): ReadonlySet<Node> {
  if (tree.kind === 'fetch') {
    const depth = Math.max(-1, ...[...before].map((node) => node.depth)) + 1;
    const node: Node = { step: tree.step, after: before, depth };
    nodes.push(node);
    return new Set([node]);
  }
  if (tree.kind === 'parallel') return new Set(tree.nodes.flatMap((inner) => [...place(inner, before, nodes)]));
  return tree.nodes.reduce((ended, inner) => place(inner, ended, nodes), before);
}

/** For each node the one that it became part of, with what both waited for. */
function joinTwins(nodes: readonly Node[]): ReadonlyMap<Node, Node> {
  const groups = new Map<string, Node[]>();
  for (const [index, node] of nodes.entries()) {
    const key = `${node.depth} ${signature(node.step) ?? `alone ${index}`}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  const joined = new Map<Node, Node>();
  // In order of depth, so that what a node waits for has been joined before.
  for (const group of [...groups.values()].sort(([one], [other]) => (one?.depth ?? 0) - (other?.depth ?? 0))) {
    const after = new Set(group.flatMap((node) => [...node.after].map((earlier) => joined.get(earlier) ?? earlier)));
    const [first, ...rest] = group;
    if (first === undefined) continue;
    const step = rest.reduce<FetchStep>(
      (sum, twin) => ({ ...sum, targets: [...sum.targets, ...twin.step.targets] }),
      first.step,
    );
    const whole: Node = { depth: first.depth, after, step };
    for (const node of group) joined.set(node, whole);
  }
  return joined;
}

/** Equal for fetches that can be joined; null for one that cannot. */
function signature({ subgraph, text, targets, contextRewrites, outputRewrites }: FetchStep): string | null {
  if (targets[0].representations === null || contextRewrites.length > 0) return null;
  return JSON.stringify([subgraph, text.query, outputRewrites]);
}
