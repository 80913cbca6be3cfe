import type { Logger } from '@marquee/shared/logging';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context';
import type { Forwarding } from '../transport/forwarding';
import { type SubgraphCall, SubgraphFailure, type Transports } from '../transport/subgraphTransport';
import { type PublicSubgraphErrors, unavailable } from './subgraphErrors';

export type SubgraphOperation = Pick<SubgraphCall, 'query' | 'operationName' | 'variables'>;

export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  /** Already safe to show: only listed codes, with their messages. */
  readonly errors?: readonly GraphQLFormattedError[];
}

/** How the rest of the gateway asks a subgraph something for a client: with identity, and nothing the client forged. */
export interface SubgraphAccess {
  /** Never rejects: a subgraph that is down, slow or answers nonsense is one `DOWNSTREAM_UNAVAILABLE` error. */
  execute(subgraph: string, operation: SubgraphOperation, context: RequestContext): Promise<SubgraphResult>;
  /** Never rejects: a failure is one result with `errors`, after which it ends. Ends when `signal` is aborted. */
  subscribe(
    subgraph: string,
    operation: SubgraphOperation,
    context: RequestContext,
    signal: AbortSignal,
  ): Promise<AsyncIterableIterator<ExecutionResult>>;
}

export interface SubgraphAccessOptions {
  readonly transports: Transports;
  readonly forwarding: Forwarding;
  readonly publicErrors: PublicSubgraphErrors;
  readonly logger: Logger;
}

export function createSubgraphAccess(options: SubgraphAccessOptions): SubgraphAccess {
  const { transports, forwarding, publicErrors, logger } = options;

  function transportOf(subgraph: string) {
    const transport = transports.get(subgraph);
    if (transport === undefined) throw new Error(`There is no transport to the subgraph ${subgraph}`);
    return transport;
  }

  async function execute(
    subgraph: string,
    operation: SubgraphOperation,
    context: RequestContext,
  ): Promise<SubgraphResult> {
    try {
      const headers = forwarding.requestHeaders(subgraph, context);
      const answer = await transportOf(subgraph).execute({ ...operation, headers, signal: context.signal });
      forwarding.passBack(subgraph, answer.headers, context.responseHeaders);
      const { data, errors } = answer.body;
      return {
        ...(data === undefined ? {} : { data }),
        ...(errors === undefined ? {} : { errors: publicErrors(subgraph, errors) }),
      };
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      logger.warn({ subgraph, reason: error.reason, err: error.cause }, 'subgraph gave no answer');
      return { errors: [unavailable()] };
    }
  }

  return {
    execute,
    subscribe: (subgraph, operation, context, signal) =>
      transportOf(subgraph).subscribe({
        ...operation,
        headers: () => forwarding.requestHeaders(subgraph, context),
        signal,
      }),
  };
}
