import type { GraphQLError } from 'graphql';
import type { Place } from '../execution/answer/answerPath';
import type { Program } from '../execution/programs';
import type { OperationParts } from '../supergraph/operationParts';
import type { Overrides } from '../supergraph/planning/overrides';
import type { Variables } from './refusedPaths';

/** An operation without what the viewer may not have, and the way to say so in the answer. */
export interface AuthorizedOperation {
  /** Equal for viewers who may have the same of the operation. */
  readonly form: string;
  /** As the client sent it. */
  readonly parts: OperationParts;
  /** What of it this viewer may have; null when nothing is left to fetch. */
  readonly granted: OperationParts | null;
  /** A place of the fetched answer, as the client knows it. */
  clientPlace(place: Place): Place;
  /** Whether nothing was refused. */
  readonly isComplete: boolean;
  /**
   * How that is fetched, and made an answer in which each refused field is null. Takes the coerced variables.
   * @throws GraphQLError when it cannot be planned.
   */
  programFor(variables: Variables, overrides: Overrides): Program;
  /** One error per refused field that the variables do not skip. Its path is the field's first place in the answer. */
  refusals(data: Record<string, unknown> | null, variables: Variables): readonly GraphQLError[];
}
