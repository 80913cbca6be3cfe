import { type DocumentNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, visit } from 'graphql';
import { appliedOf, argumentOf, graphOf, join } from './joinDirectives';

/**
 * Leaves out a type's non-resolvable keys in subgraphs that have a resolvable one. The planner takes the first key whose
 * fields are at hand for the way back to a subgraph, which may be one that the subgraph does not answer to. What they
 * say besides, that the subgraph has these fields, the fields say themselves.
 */
export function withoutUselessKeys(supergraph: DocumentNode): DocumentNode {
  const leave = <T extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(type: T): T | undefined => {
    const keys = appliedOf(type, join.type).filter((applied) => argumentOf(applied, 'key') !== undefined);
    const isResolvable = (applied: (typeof keys)[number]) => argumentOf(applied, 'resolvable') !== false;
    const resolving = new Set(keys.filter(isResolvable).map(graphOf));
    const useless = new Set(keys.filter((applied) => !isResolvable(applied) && resolving.has(graphOf(applied))));
    if (useless.size === 0) return undefined;
    return { ...type, directives: (type.directives ?? []).filter((directive) => !useless.has(directive)) };
  };
  return visit(supergraph, { ObjectTypeDefinition: leave, InterfaceTypeDefinition: leave });
}
