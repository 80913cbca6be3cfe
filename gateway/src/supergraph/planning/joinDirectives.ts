import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type UnionTypeDefinitionNode,
} from 'graphql';

/** The directives by which a supergraph says what each subgraph knows (the join specification, v0.3 and later). */
export const join = { type: 'join__type', field: 'join__field', unionMember: 'join__unionMember' } as const;

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

export function appliedOf({ directives = [] }: Annotated, name: string): readonly ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

/** The text, enum name or Boolean of an argument; undefined when it is not given. */
export function argumentOf({ arguments: args = [] }: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = args.find((argument) => argument.name.value === name)?.value;
  const isPlain = value?.kind === Kind.STRING || value?.kind === Kind.ENUM || value?.kind === Kind.BOOLEAN;
  return isPlain ? value.value : undefined;
}

export function graphOf(directive: ConstDirectiveNode): string | undefined {
  const graph = argumentOf(directive, 'graph');
  return typeof graph === 'string' ? graph : undefined;
}

/** The subgraphs that know the type, as the supergraph's enum calls them. */
export function graphsOf(type: ObjectTypeDefinitionNode | UnionTypeDefinitionNode): ReadonlySet<string> {
  return new Set(appliedOf(type, join.type).flatMap((directive) => graphOf(directive) ?? []));
}

export function applied(name: string, args: Readonly<Record<string, ConstValueNode>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(
      ([argument, value]): ConstArgumentNode => ({
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: argument },
        value,
      }),
    ),
  };
}

export function graphValue(graph: string): ConstValueNode {
  return { kind: Kind.ENUM, value: graph };
}

/** The directive with one argument changed. */
export function withArgument(directive: ConstDirectiveNode, name: string, value: ConstValueNode): ConstDirectiveNode {
  const args = (directive.arguments ?? []).map((argument) =>
    argument.name.value === name ? { ...argument, value } : argument,
  );
  return { ...directive, arguments: args };
}
