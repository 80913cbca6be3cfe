import { Unavailable } from '@marquee/shared/errors';
import type { Logger } from '@marquee/shared/logging';
import type { GraphQLFormattedError } from 'graphql';
import { internalErrorCode, internalErrorMessage, publicSubgraphCodes } from '../errors/publicCodes';
import type { SubgraphError } from '../transport/subgraphTransport';

/** Makes one subgraph's errors fit to be shown: code and message of the listed ones, a fixed text for the rest. */
export type PublicSubgraphErrors = (subgraph: string, errors: readonly SubgraphError[]) => GraphQLFormattedError[];

/** `moreCodes` are the configuration's, besides the gateway's own list. */
export function createPublicSubgraphErrors(moreCodes: readonly string[], logger: Logger): PublicSubgraphErrors {
  const codes = new Set<unknown>([...publicSubgraphCodes, ...moreCodes]);
  return (subgraph, errors) =>
    errors.map(({ message, path, extensions }) => {
      const at = path ? { path } : {};
      const code = extensions?.code;
      const isListed = codes.has(code) && typeof message === 'string';
      if (isListed || code === unavailable().extensions?.code) {
        // What it says is for its client: it may be about them.
        logger.info({ subgraph, code }, 'a subgraph reported an error');
        return isListed ? { message, ...at, extensions: { code } } : { ...unavailable(), ...at };
      }
      logger.warn({ subgraph, code, detail: message }, 'a subgraph reported an internal error');
      return { message: internalErrorMessage, ...at, extensions: { code: internalErrorCode } };
    });
}

/** What stands for whatever a subgraph owes and does not give. */
export function unavailable(): GraphQLFormattedError {
  const { message, code } = new Unavailable();
  return { message, extensions: { code } };
}
