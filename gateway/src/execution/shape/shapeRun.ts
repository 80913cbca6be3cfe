import type { FieldNode } from 'graphql';
import type { Place } from '../answer/answerPath';
import type { AnswerObject } from '../answer/ownValue';

/** What is told of a value that the schema does not allow at its place. */
export interface BrokenPromise {
  readonly place: Place;
  /** In a client's words: of the API schema, not of subgraphs. */
  readonly message: string;
}

/** What shaping one answer needs beside the answer. */
export interface ShapeRun {
  /** Keys and list positions down to the value at hand; only the first `depth` of them count. */
  readonly place: (string | number)[];
  /** Notes that a value was not allowed; the depth is that of the value. */
  report(depth: number, message: string): void;
  /** How often something was reported, or would have been were it not explained. */
  readonly doubts: number;
  /** What was made of a list or an object, for each program: one that stands in several places is the same in each. */
  readonly made: Map<object, Map<unknown, unknown>>;
  /** Of an object that its subgraph does not know, missing fields need no further explanation. */
  isUnknown(object: AnswerObject): boolean;
  introspect(key: string, nodes: readonly FieldNode[]): unknown;
}
