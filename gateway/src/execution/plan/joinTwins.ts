import type { CompiledNode, FetchStep, SequenceStep } from './compiledPlan';

/**
 * Of what is done side by side, joins what asks the same of the same subgraph about entities in different places, with
 * all that follows it. The planner makes a fetch for each place; the entities are often the same ones.
 */
export function joinTwins(nodes: readonly CompiledNode[]): readonly CompiledNode[] {
  const joinedNodes = new Map<string, CompiledNode>();
  for (const [index, node] of nodes.entries()) {
    const key = signature(node) ?? `alone ${index}`;
    const twin = joinedNodes.get(key);
    joinedNodes.set(key, twin === undefined ? node : join(twin, node));
  }
  return [...joinedNodes.values()];
}

/** Equal for nodes that can be joined; null for one that cannot. */
function signature(node: CompiledNode): string | null {
  if (node.kind === 'fetch') return fetchSignature(node);
  const inner = node.nodes.map(signature);
  return inner.includes(null) ? null : `${node.kind}(${inner.join()})`;
}

function fetchSignature({ subgraph, text, targets, contextRewrites, outputRewrites }: FetchStep): string | null {
  if (targets[0].representations === null || contextRewrites.length > 0) return null;
  return JSON.stringify([subgraph, text.query, outputRewrites]);
}

function join(one: CompiledNode, other: CompiledNode): CompiledNode {
  if (one.kind === 'fetch' && other.kind === 'fetch') return { ...one, targets: [...one.targets, ...other.targets] };
  const [nodes, others] = [(one as SequenceStep).nodes, (other as SequenceStep).nodes];
  return { ...(one as SequenceStep), nodes: nodes.map((node, at) => join(node, others[at] ?? node)) };
}
