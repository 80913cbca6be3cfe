import type { Logger } from '@marquee/shared/logging';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Headers, RequestContext } from '../context';
import type { Forwarding } from '../transport/forwarding';
import { SubgraphFailure, type Transports } from '../transport/subgraphTransport';
import { isEntityList } from './entityList';
import { SharedWork } from './sharedWork';
import { type PublicSubgraphErrors, unavailable } from './subgraphErrors';
import type { SubgraphOperation } from './subgraphOperation';

export interface SubgraphResult {
  readonly data?: Record<string, unknown> | null;
  /** Already safe to show: only listed codes, with their messages. */
  readonly errors?: readonly GraphQLFormattedError[];
  /** Whether other requests read the same objects. */
  readonly isShared?: boolean;
}

/** How the rest of the gateway asks a subgraph something for a client: with identity, and nothing the client forged. */
export interface SubgraphAccess {
  /** Never rejects: a subgraph that is down, slow or answers nonsense is one `DOWNSTREAM_UNAVAILABLE` error. */
  execute(subgraph: string, operation: SubgraphOperation, context: RequestContext): Promise<SubgraphResult>;
  /** How many changes were answered so far: what was asked before one is no answer to who asks after it. */
  changeCount(): number;
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
  /** Whether equal fetches under way, made for equal viewers, are one. */
  readonly sharesFetches: boolean;
  readonly logger: Logger;
}

/** What a subgraph said, before the headers that one client is to get of it are picked out. */
interface Heard {
  readonly result: SubgraphResult;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

const nothingHeard: Heard = { result: { errors: [unavailable()] }, headers: {} };

export function createSubgraphAccess(options: SubgraphAccessOptions): SubgraphAccess {
  const { transports, forwarding, publicErrors, sharesFetches, logger } = options;
  const flights = new SharedWork<Heard>();
  const headersOf = oncePerRequest(forwarding.requestHeaders);
  const sharingKeyOf = oncePerRequest(forwarding.sharingKey);
  let changes = 0;

  function transportOf(subgraph: string) {
    const transport = transports.get(subgraph);
    if (transport === undefined) throw new Error(`There is no transport to the subgraph ${subgraph}`);
    return transport;
  }

  async function ask(
    subgraph: string,
    operation: SubgraphOperation,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<Heard> {
    try {
      const answer = await transportOf(subgraph).execute({ operation, headers, signal });
      const { data, errors } = answer.body;
      if (data && !errors?.length && !isWhatWasAsked(data, operation)) throw new SubgraphFailure(subgraph, 'nonsense');
      const result: SubgraphResult = {
        ...(data === undefined ? {} : { data }),
        ...(errors === undefined ? {} : { errors: publicErrors(subgraph, errors) }),
      };
      return { result, headers: answer.headers };
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      logger.warn({ subgraph, reason: error.reason, err: error.cause }, 'subgraph gave no answer');
      return nothingHeard;
    } finally {
      if (operation.isMutation) changes += 1;
    }
  }

  return {
    changeCount: () => changes,
    async execute(subgraph, operation, context) {
      const headers = headersOf(subgraph, context);
      const askAlone = async (): Promise<SubgraphResult> => {
        const { result, headers: answered } = await ask(subgraph, operation, headers, context.signal);
        forwarding.passBack(subgraph, answered, context.responseHeaders);
        return result;
      };
      if (!sharesFetches || !operation.mayBeShared) return askAlone();
      const key = `${changes} ${subgraph} ${sharingKeyOf(subgraph, context)} ${operation.body}`;
      const begin = (signal: AbortSignal) => ask(subgraph, operation, headers, signal);
      const { answer, isShared, isOwn } = await flights.run(key, context.signal, begin, () => nothingHeard);
      // A cookie is made for one client: of those whom nobody knows, two who look alike may be two people.
      if (!isOwn && forwarding.givesCookies(subgraph, answer.headers)) return askAlone();
      forwarding.passBack(subgraph, answer.headers, context.responseHeaders);
      return isShared ? { ...answer.result, isShared } : answer.result;
    },
    subscribe: (subgraph, { query, operationName, variables }, context, signal) =>
      transportOf(subgraph).subscribe({
        query,
        operationName,
        variables,
        headers: () => forwarding.requestHeaders(subgraph, context),
        signal,
      }),
  };
}

function isWhatWasAsked(data: Readonly<Record<string, unknown>>, { entityCount }: SubgraphOperation): boolean {
  return entityCount === null || isEntityList(data['_entities'], entityCount);
}

/** A plan may ask one subgraph many times; what it is told of the client is the same each time. */
function oncePerRequest<T>(
  make: (subgraph: string, context: RequestContext) => T,
): (subgraph: string, context: RequestContext) => T {
  const made = new WeakMap<RequestContext, Map<string, T>>();
  return (subgraph, context) => {
    let bySubgraph = made.get(context);
    if (bySubgraph === undefined) made.set(context, (bySubgraph = new Map()));
    let value = bySubgraph.get(subgraph);
    if (value === undefined) bySubgraph.set(subgraph, (value = make(subgraph, context)));
    return value;
  };
}
