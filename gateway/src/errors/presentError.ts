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

export interface PresentErrorSettings {
  /** Whether a complaint may name fields and values that the client did not. */
  readonly suggestsNames?: boolean;
  /** Whether `extensions.serviceName` says which subgraph an error is of. */
  readonly namesSubgraphs?: boolean;
}

/**
 * Listed codes keep their message, without what the client sent; all else becomes `INTERNAL_SERVER_ERROR`, with the cause
 * in the log under the trace id. Nothing but `code`, `traceId` and, by a setting, `serviceName` is ever in `extensions`.
 */
export function createPresentError(
  moreCodes: readonly string[],
  logger: Logger,
  { suggestsNames = false, namesSubgraphs = false }: PresentErrorSettings = {},
): PresentError {
  const codes = new Set<unknown>([...publicSubgraphCodes, ...gatewayCodes, ...moreCodes]);
  return (formatted, thrown, requestId) => {
    const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
    const subgraph = formatted.extensions?.['serviceName'];
    const named = namesSubgraphs && typeof subgraph === 'string' ? { serviceName: subgraph } : {};
    const show = (code: string, message: string) => shown(formatted, message, { code, ...named }, requestId);
    if (cause instanceof Fault) {
      if (cause.code === internalErrorCode) logger.error({ detail: cause.message, requestId }, 'an operation failed');
      return show(cause.code, cause.message);
    }
    const code = formatted.extensions?.code;
    if (codes.has(code)) {
      const told = withoutValues(formatted.message);
      return show(String(code), suggestsNames ? told : told.replace(/ ?Did you mean .+\?$/, ''));
    }
    // A subgraph's own internal error was logged where it came in; what gets here otherwise is ours.
    if (cause instanceof Error && subgraph === undefined)
      logger.error({ err: cause, requestId }, 'an operation failed');
    return show(internalErrorCode, internalErrorMessage);
  };
}

/** A refusal of the whole request, as the body of an HTTP answer. */
export function errorBody(code: string, message: string, requestId: string): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message, extensions: { code, traceId: requestId } }] };
}

function shown(
  { locations, path }: GraphQLFormattedError,
  message: string,
  extensions: { readonly code: string; readonly serviceName?: string },
  requestId: string | undefined,
): GraphQLFormattedError {
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    // The executor marks a list it did not look into with "@", which is no position of an answer.
    ...(path === undefined || path.includes('@') ? {} : { path }),
    extensions: { ...extensions, ...(requestId === undefined ? {} : { traceId: requestId }) },
  };
}
