import { Fault } from '@marquee/shared/errors';
import type { Logger } from '@marquee/shared/logging';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { gatewayCodes, internalErrorCode, internalErrorMessage, publicSubgraphCodes } from './publicCodes';
import { withoutValues } from './withoutValues';

/** Turns an error into what a client may see of it. */
export type PresentError = (
  formatted: GraphQLFormattedError,
  thrown: unknown,
  requestId: string | undefined,
) => GraphQLFormattedError;

/**
 * Listed codes keep their message, without what the client sent; all else becomes `INTERNAL_SERVER_ERROR`, with the cause in the log under the
 * trace id. Nothing but `code` and `traceId` is ever in `extensions`.
 */
export function createPresentError(
  moreCodes: readonly string[],
  logger: Logger,
  /** Whether a complaint may name fields and values that the client did not. */
  suggestsNames = false,
): PresentError {
  const codes = new Set<unknown>([...publicSubgraphCodes, ...gatewayCodes, ...moreCodes]);
  return (formatted, thrown, requestId) => {
    const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
    if (cause instanceof Fault) return shown(formatted, cause.code, cause.message, requestId);
    const code = formatted.extensions?.code;
    if (codes.has(code)) {
      const told = withoutValues(formatted.message);
      const message = suggestsNames ? told : told.replace(/ ?Did you mean .+\?$/, '');
      return shown(formatted, String(code), message, requestId);
    }
    // A subgraph's own internal error was logged where it came in; what gets here otherwise is ours.
    if (cause instanceof Error) logger.error({ err: cause, requestId }, 'an operation failed');
    return shown(formatted, internalErrorCode, internalErrorMessage, requestId);
  };
}

/** A refusal of the whole request, as the body of an HTTP answer. */
export function errorBody(code: string, message: string, requestId: string): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message, extensions: { code, traceId: requestId } }] };
}

function shown(
  { locations, path }: GraphQLFormattedError,
  code: string,
  message: string,
  requestId: string | undefined,
): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    // The executor marks a list it did not look into with "@", which is no position of an answer.
    ...(path === undefined || path.includes('@') ? {} : { path }),
    extensions: { code, ...(requestId === undefined ? {} : { traceId: requestId }) },
  };
}
