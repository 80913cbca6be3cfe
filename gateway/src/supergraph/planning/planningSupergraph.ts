import { type DocumentNode, Kind, print, type ValueNode, visit } from 'graphql';
import { appliedOf, argumentOf } from './joinDirectives';
import { type PinnedFields, withPinnedFields } from './pinnedFields';
import { withoutUselessKeys } from './resolvableKeys';
import { withSameUnionMembers } from './unionMembers';

/** A supergraph as the planner gets it, and what its plans must have undone. */
export interface PlanningSupergraph {
  readonly sdl: string;
  readonly mends: PlanMends;
  /** Names of fields that plans fetch for themselves: to find entities by, and what `@requires` and contexts name. */
  readonly reservedKeys: ReadonlySet<string>;
}

/** By a subgraph's name, as plans call it. */
export interface PlanMends {
  findPinned: PinnedFields['find'];
  requiredBy: PinnedFields['requiredBy'];
  /** Whether the subgraph does not know the type, though the plan believes it. */
  isForeign(subgraph: string, typeName: string): boolean;
}

/**
 * The supergraph with the planner's known defects mended around it: for planning alone, no client and no check sees it.
 * Each mend is described where it is made.
 */
export function planningSupergraph(original: DocumentNode): PlanningSupergraph {
  const { supergraph: united, added } = withSameUnionMembers(withoutUselessKeys(original));
  const { supergraph, pinned } = withPinnedFields(united);
  const graphs = graphNames(original);
  const graph = (subgraph: string) => graphs.get(subgraph) ?? subgraph;
  return {
    sdl: print(supergraph),
    reservedKeys: namesForPlans(original),
    mends: {
      findPinned: pinned.find,
      requiredBy: (subgraph, typeName, fieldName) => pinned.requiredBy(graph(subgraph), typeName, fieldName),
      isForeign: (subgraph, typeName) => added.has(graph(subgraph), typeName),
    },
  };
}

/** Subgraphs' names to the names that the supergraph's enum gives them. */
function graphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION) continue;
    for (const value of definition.values ?? []) {
      for (const graph of appliedOf(value, 'join__graph')) {
        const name = argumentOf(graph, 'name');
        if (typeof name === 'string') names.set(name, value.name.value);
      }
    }
  }
  return names;
}

const fieldSetArguments: ReadonlySet<string> = new Set(['key', 'requires', 'provides', 'selection']);

function namesForPlans(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set(['__typename']);
  visit(supergraph, {
    Directive({ arguments: args = [] }) {
      for (const { name, value } of args) collect(name.value, value);
    },
  });
  function collect(argument: string, value: ValueNode): void {
    if (value.kind === Kind.LIST) for (const inner of value.values) collect(argument, inner);
    else if (value.kind === Kind.OBJECT) for (const field of value.fields) collect(field.name.value, field.value);
    else if (value.kind === Kind.STRING && fieldSetArguments.has(argument)) {
      for (const [name] of value.value.matchAll(/\w+/g)) names.add(name);
    }
  }
  return names;
}
