import { Fault } from '@marquee/shared/errors';
import { type DocumentNode, executeSync, type FieldNode, GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import { internalErrorCode } from '../../errors/publicCodes';
import type { OperationParts } from '../../supergraph/operationParts';
import type { Place } from '../answer/answerPath';
import type { AnswerError } from '../answer/faults';
import type { AnswerObject } from '../answer/ownValue';
import type { GatheredAnswer } from '../runPlan';
import type { ShapeAnswer } from './compileShape';
import type { ShapeRun } from './shapeRun';

export interface ShapedAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

export interface ShapingOptions {
  readonly schema: GraphQLSchema;
  readonly parts: OperationParts;
  readonly variables: Readonly<Record<string, unknown>>;
  /** A place of the fetched answer, as the client knows it. */
  readonly clientPlace: (place: Place) => Place;
}

/** A subgraph broke what its schema promises. Told without its name; what is missing, the client sees itself. */
class BrokenPromise extends Fault {
  constructor(message: string) {
    super(internalErrorCode, 500, message);
  }
}

/** More complaints than this about one answer say nothing new. */
const maxComplaints = 20;

/** The client's answer, with one error for each null that nothing else explains. */
export function shapeGathered(
  shape: ShapeAnswer,
  { data, faults: fetched, unknownEntities }: GatheredAnswer,
  options: ShapingOptions,
): ShapedAnswer {
  const faults = fetched.inWordsOf(options.clientPlace);
  const complaints: GraphQLError[] = [];
  const run = {
    place: [] as (string | number)[],
    doubts: 0,
    made: new Map<object, Map<unknown, unknown>>(),
    report(depth: number, message: string): void {
      run.doubts += 1;
      const place = run.place.slice(0, depth);
      if (complaints.length >= maxComplaints || faults.isExplained(place)) return;
      faults.explain(place);
      complaints.push(new GraphQLError(message, { path: place, originalError: new BrokenPromise(message) }));
    },
    isUnknown: (object: AnswerObject) => unknownEntities.has(object),
    introspect: (key: string, nodes: readonly FieldNode[]) => introspect(key, nodes, options),
  } satisfies ShapeRun;
  const shaped = shape(data, run);
  return { data: shaped, errors: [...faults.errors.map(asGraphQLError), ...complaints] };
}

function asGraphQLError({ message, code, subgraph, place }: AnswerError): GraphQLError {
  return new GraphQLError(message, { path: place ?? null, extensions: { code, serviceName: subgraph } });
}

/** What the gateway knows by itself: `__schema` and `__type`. */
function introspect(key: string, nodes: readonly FieldNode[], { schema, parts, variables }: ShapingOptions): unknown {
  const operation = { ...parts.operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } } as const;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...Object.values(parts.fragments)],
  };
  return executeSync({ schema, document, variableValues: variables }).data?.[key] ?? null;
}
