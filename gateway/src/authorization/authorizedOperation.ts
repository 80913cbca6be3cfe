import type { GraphQLError } from 'graphql';
import type { PlannedOperation } from '../supergraph/supergraphSnapshot';

export interface CompletedAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

/** An operation without what the viewer may not have, and the way to say so in the answer. */
export interface AuthorizedOperation {
  /** Null when nothing is left to fetch. */
  readonly planned: PlannedOperation | null;
  /** Whether anything was refused; `complete` changes nothing otherwise. */
  readonly isComplete: boolean;
  /** Puts each refused field back as null, with one error per refused field that the variables do not skip. */
  complete(data: Record<string, unknown> | null, variables: Readonly<Record<string, unknown>>): CompletedAnswer;
}
