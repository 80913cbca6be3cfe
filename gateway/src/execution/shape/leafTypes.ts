import { type GraphQLLeafType, isEnumType } from 'graphql';

const maxInt = 2 ** 31;

/** Whether a subgraph's value may stand for a built-in scalar in an answer (GraphQL specification, section 3.5). */
const builtIn: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value) && (value as number) >= -maxInt && (value as number) < maxInt,
  Float: (value) => typeof value === 'number',
};

/** Says of values that are not null whether they are of the type; what a scalar of its own looks like is its owner's matter. */
export function leafCheck(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  return builtIn[type.name] ?? (() => true);
}
