import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../../authorization/refusedPaths';
import type { OperationParts } from '../../supergraph/operationParts';
import { type AnswerObject, isAnswerObject, ownValue, setOwn } from '../answer/ownValue';
import type { PlannedKeys } from '../plan/plannedKeys';
import type { TypeFacts } from '../plan/typeFacts';
import { collectFields, type FieldCollection } from './collectFields';
import { leafCheck } from './leafTypes';
import type { ShapeRun } from './shapeRun';

/**
 * Makes what the client asked for of what the subgraphs answered. Null where it has to be: for what is missing or not of
 * its type, and instead of whatever holds a null that its type forbids (GraphQL specification, section 6.4.4).
 */
export type ShapeAnswer = (answer: AnswerObject, run: ShapeRun) => Record<string, unknown> | null;

export interface ShapeOptions {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** As the client sent it. */
  readonly parts: OperationParts;
  /** Fields that the viewer may not have: null, whatever was answered. */
  readonly refused: ReadonlySet<FieldNode>;
  /** What `@skip` and `@include` go by. */
  readonly conditions: Variables;
  readonly types: TypeFacts;
  /** Under which keys the fields were fetched. */
  readonly keys: PlannedKeys;
}

/** Works out a program for one operation, once; what it does for a type is worked out when that type first comes. */
export function compileShape({ schema, parts, refused, conditions, types, keys }: ShapeOptions): ShapeAnswer {
  const root = schema.getRootType(parts.operation.operation);
  if (!root) return () => null;
  const compiler = new ShapeCompiler(
    { schema, fragments: parts.fragments, variables: conditions, types, keys },
    refused,
  );
  const program = compiler.object([parts.operation.selectionSet], root);
  return (answer, run) => program.shape(answer, run, 0);
}

/** The value as the client gets it, or null. `depth` is how far down it stands. */
type Shape = (value: unknown, run: ShapeRun, depth: number) => unknown;

interface FieldProgram {
  readonly key: string;
  readonly fetchedAs: string;
  readonly shape: Shape;
  readonly isNonNull: boolean;
  /** Such as `Product.name`. */
  readonly coordinate: string;
}

class ShapeCompiler {
  constructor(
    private readonly collection: FieldCollection & Pick<ShapeOptions, 'types' | 'keys'>,
    private readonly refused: ReadonlySet<FieldNode>,
  ) {}

  object(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType): ObjectProgram {
    const fields: FieldProgram[] = [];
    for (const [key, nodes] of collectFields(this.collection, selectionSets, type)) {
      fields.push(this.field(key, nodes, type));
    }
    return new ObjectProgram(fields);
  }

  private field(key: string, nodes: readonly FieldNode[], type: GraphQLCompositeType): FieldProgram {
    const [node] = nodes;
    if (node === undefined) throw new Error('A field is selected by at least one node');
    const name = node.name.value;
    const coordinate = `${type.name}.${name}`;
    const definition = fieldOf(type, name);
    const program = { key, fetchedAs: this.collection.keys.of(node), coordinate };
    if (name === '__typename') return { ...program, isNonNull: true, shape: typenameOf(type) };
    if (definition === undefined) {
      return { ...program, isNonNull: false, shape: (_value, run) => run.introspect(key, nodes) };
    }
    const isNonNull = isNonNullType(definition.type);
    if (nodes.every((selected) => this.refused.has(selected))) return { ...program, isNonNull, shape: () => null };
    return { ...program, isNonNull, shape: this.value(nodes, definition.type, coordinate) };
  }

  /** A null is handed on as it is: whether it may stand is for who holds it to say. */
  private value(nodes: readonly FieldNode[], type: GraphQLOutputType, coordinate: string): Shape {
    if (isNonNullType(type)) return this.value(nodes, type.ofType, coordinate);
    if (isListType(type)) return this.list(nodes, type.ofType, coordinate);
    if (isLeafType(type)) {
      const isOfType = leafCheck(type);
      const message = `${coordinate} is no ${type.name}.`;
      const isId = type.name === 'ID';
      const { types } = this.collection;
      return (value, run, depth) => {
        if (value === undefined || value === null) return null;
        if (isOfType(value)) return isId ? textOf(value) : value;
        // A value that is kept from clients is null, without a word about it.
        if (!types.isEnumValue(type.name, value)) run.report(depth, message);
        return null;
      };
    }
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return this.composite(selectionSets, type, coordinate);
  }

  private list(nodes: readonly FieldNode[], elementType: GraphQLOutputType, coordinate: string): Shape {
    const element = this.value(nodes, elementType, coordinate);
    const isNonNull = isNonNullType(elementType);
    const shapeList = (value: readonly unknown[], run: ShapeRun, depth: number): unknown[] | null => {
      const shaped: unknown[] = [];
      let isWhole = true;
      for (let index = 0; index < value.length; index += 1) {
        run.place[depth] = index;
        const inner = element(value[index], run, depth + 1);
        if (inner === null && isNonNull) {
          run.place[depth] = index;
          run.report(depth + 1, forbiddenNull(coordinate));
          isWhole = false;
        }
        shaped.push(inner);
      }
      return isWhole ? shaped : null;
    };
    const isOfLeaves = isLeafType(getNamedType(elementType));
    return (value, run, depth) => {
      if (value === undefined || value === null) return null;
      if (!Array.isArray(value)) {
        run.report(depth, `${coordinate} is no list.`);
        return null;
      }
      if (isOfLeaves || value.length === 0) return shapeList(value, run, depth);
      return once(value, element, run, () => shapeList(value, run, depth));
    };
  }

  private composite(selectionSets: readonly SelectionSetNode[], type: GraphQLCompositeType, coordinate: string): Shape {
    const { schema, types } = this.collection;
    const programs = new Map<unknown, ObjectProgram | null>();
    const programFor = (typeName: unknown): ObjectProgram | null => {
      const runtimeType = runtimeTypeOf(schema, type, typeName);
      return runtimeType === null ? null : this.object(selectionSets, runtimeType);
    };
    return (value, run, depth) => {
      if (value === undefined || value === null) return null;
      if (!isAnswerObject(value)) {
        run.report(depth, `${coordinate} is no object.`);
        return null;
      }
      const typeName = value['__typename'];
      let program = programs.get(typeName);
      if (program === undefined) {
        program = programFor(typeName);
        if (program !== null) programs.set(typeName, program);
      }
      if (program !== null) {
        const found = program;
        // Only what is found by its key, which needs its type, may stand in several places.
        if (typeName === undefined) return found.shape(value, run, depth);
        return once(value, found, run, () => found.shape(value, run, depth));
      }
      if (isKnownToClients(schema, typeName) || !types.isType(typeName)) {
        run.report(depth, `${coordinate} is of a type that it cannot be of.`);
      }
      return null;
    };
  }
}

class ObjectProgram {
  constructor(private readonly fields: readonly FieldProgram[]) {}

  shape(object: AnswerObject, run: ShapeRun, depth: number): Record<string, unknown> | null {
    const shaped: Record<string, unknown> = {};
    for (const { key, fetchedAs, shape, isNonNull, coordinate } of this.fields) {
      run.place[depth] = key;
      const value = shape(ownValue(object, fetchedAs), run, depth + 1);
      if (value === null && isNonNull) {
        run.place[depth] = key;
        if (!run.isUnknown(object)) run.report(depth + 1, forbiddenNull(coordinate));
        return null;
      }
      setOwn(shaped, key, value);
    }
    return shaped;
  }
}

/**
 * What an object is that stands where `type` is expected: itself where that leaves no choice, or where the subgraph
 * knows the interface alone. Null when it says to be something else.
 */
function runtimeTypeOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  typeName: unknown,
): GraphQLCompositeType | null {
  if (!isAbstractType(type) || typeName === undefined || typeName === type.name) return type;
  const runtimeType = typeof typeName === 'string' ? schema.getType(typeName) : undefined;
  if (!isObjectType(runtimeType) && !isInterfaceType(runtimeType)) return null;
  return schema.isSubType(type, runtimeType) ? runtimeType : null;
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function typenameOf(type: GraphQLCompositeType): Shape {
  return isObjectType(type) ? () => type.name : () => null;
}

function isKnownToClients(schema: GraphQLSchema, typeName: unknown): boolean {
  return typeof typeName === 'string' && isObjectType(schema.getType(typeName));
}

/** An ID is a text, whatever a subgraph makes of it (GraphQL specification, section 3.5.5). */
function textOf(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function forbiddenNull(coordinate: string): string {
  return `${coordinate} is missing, and may not be null.`;
}

/** Does not shape the same thing twice, unless it gave reason for a complaint: then it gives it at its every place. */
function once(value: object, program: unknown, run: ShapeRun, shape: () => unknown): unknown {
  const known = run.made.get(value);
  const made = known?.get(program);
  if (made !== undefined) return made;
  const { doubts } = run;
  const shaped = shape();
  if (run.doubts !== doubts || shaped === null) return shaped;
  if (known === undefined) run.made.set(value, new Map([[program, shaped]]));
  else known.set(program, shaped);
  return shaped;
}
