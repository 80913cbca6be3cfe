import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';

export interface GenerationOptions {
  readonly schema: GraphQLSchema;
  /** The same seed gives the same operations. */
  readonly seed: number;
  readonly count: number;
  readonly argumentValues: Readonly<Record<string, readonly unknown[]>>;
}

/** The variables that every generated operation takes. */
export const generatedVariables = { yes: true, no: false };

const maxDepth = 4;

/**
 * Valid queries over a schema: fields, aliases, arguments, fragments on whatever a type may be, `__typename`, and
 * `@skip`/`@include` by variables, drawn from a seed.
 */
export function generateOperations({ schema, seed, count, argumentValues }: GenerationOptions): string[] {
  const random = mulberry32(seed);
  const isChosen = (probability: number): boolean => random() < probability;
  const pick = <T>(from: readonly T[]): T => {
    for (const [index, one] of from.entries()) if (random() < 1 / (from.length - index)) return one;
    throw new Error('There is nothing to pick from');
  };
  let aliases = 0;

  function selectionSet(type: GraphQLNamedType, depth: number): string {
    const selections: string[] = [];
    if (!isUnionType(type) && 'getFields' in type) {
      const fields = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
      const usable = fields.filter((field) => depth < maxDepth || !isCompositeType(getNamedType(field.type)));
      for (let left = 1 + Math.floor(random() * 3); left > 0 && usable.length > 0; left--) {
        selections.push(selection(pick(usable), depth));
      }
    }
    if (isAbstractType(type)) {
      for (const member of schema.getPossibleTypes(type)) {
        if (isChosen(0.5)) selections.push(`... on ${member.name}${condition()} ${selectionSet(member, depth + 1)}`);
      }
    } else if (isObjectType(type) && isChosen(0.2)) {
      const [face] = type.getInterfaces();
      selections.push(`... on ${face?.name ?? type.name}${condition()} ${selectionSet(face ?? type, depth + 1)}`);
    }
    if (selections.length === 0 || isChosen(0.3)) selections.push('__typename');
    return `{ ${selections.join(' ')} }`;
  }

  function selection(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const isAliased = field.args.length > 0 || isChosen(0.15);
    const alias = isAliased ? `${field.name}_${aliases++}: ` : '';
    const below = isCompositeType(type) ? ` ${selectionSet(type, depth + 1)}` : '';
    return `${alias}${field.name}${argumentsOf(field.args)}${condition()}${below}`;
  }

  function argumentsOf(args: readonly GraphQLArgument[]): string {
    if (args.length === 0) return '';
    const given = args.map(({ name }) => `${name}: ${literal(pick(argumentValues[name] ?? [null]))}`);
    return `(${given.join(', ')})`;
  }

  function condition(): string {
    if (!isChosen(0.12)) return '';
    return ` @${pick(['skip', 'include'])}(if: $${pick(['yes', 'no'])})`;
  }

  const queryType = schema.getQueryType();
  const operations: string[] = [];
  while (operations.length < count) {
    if (!queryType) throw new Error('A schema has a query type');
    const operation = `query ($yes: Boolean!, $no: Boolean!) ${selectionSet(queryType, 0)}`;
    // Both variables are used by something that changes nothing, so that an operation without conditions is valid.
    const using = operation.replace(/ }$/, ' ... @include(if: $yes) { __typename @skip(if: $no) } }');
    if (validate(schema, parse(using)).length === 0) operations.push(using);
  }
  return operations;
}

/** Enums are written with a leading dot in `argumentValues`: they have no quotes. */
function literal(value: unknown): string {
  return typeof value === 'string' && value.startsWith('.') ? value.slice(1) : JSON.stringify(value);
}

/** A small generator of numbers from 0 to 1, the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
