import type { RequestContext } from '../context';
import { SharedWork } from '../execution/sharedWork';
import type { Forwarding } from '../transport/forwarding';
import { createIsQuery } from './queryTexts';

/** An answer as it is sent, with everything that it sends along. */
export interface ClientAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly collected: readonly (readonly [string, readonly string[]])[];
  readonly body: Buffer;
}

/** Runs a client's request, or joins an equal one that is under way. */
export type AnswerClient = (
  request: ClientRequest,
  /** Its signal is aborted when the client has left. */
  context: RequestContext,
  run: (context: RequestContext) => Promise<ClientAnswer>,
) => Promise<ClientAnswer>;

export interface ClientRequest {
  readonly method: string;
  readonly search: string;
  readonly body: unknown;
}

export interface SharedAnswersOptions {
  readonly forwarding: Forwarding;
  /** Rises with each change that was answered: who asks after it does not join who asked before. */
  readonly changeCount: () => number;
}

/** For a gateway that runs each request by itself. */
export const answerEach: AnswerClient = (_request, context, run) => run(context);

/**
 * Equal queries of one viewer that are under way together get one answer: the same text, variables and operation, asked
 * with the same rights, from the same address, with the same forwarded headers. Ids in its errors are those of the first.
 */
export function createSharedAnswers({ forwarding, changeCount }: SharedAnswersOptions): AnswerClient {
  const work = new SharedWork<ClientAnswer>();
  const isQuery = createIsQuery();
  return async (request, context, run) => {
    const asked = readBody(request);
    if (asked === null || !isQuery(asked.query, asked.operationName)) return run(context);
    const { accept = '', 'content-type': contentType = '' } = context.headers;
    const identity = forwarding.sharingKey(null, context);
    const key = JSON.stringify([changeCount(), accept, contentType, identity, request.body]);
    const begin = (signal: AbortSignal) => run({ ...context, signal });
    const { answer, isOwn } = await work.run(key, context.signal, begin, gone);
    // A cookie is made for one client, and of those whom nobody knows, two who look alike may be two people.
    const isForOne = answer.collected.some(([name]) => name === 'set-cookie');
    return isForOne && !isOwn ? run(context) : answer;
  };
}

interface Asked {
  readonly query: string;
  readonly operationName: string | undefined;
}

function readBody({ method, search, body }: ClientRequest): Asked | null {
  if (method !== 'POST' || search !== '' || typeof body !== 'object' || body === null) return null;
  const { query, operationName } = body as { query?: unknown; operationName?: unknown };
  if (typeof query !== 'string' || (typeof operationName !== 'string' && operationName != null)) return null;
  return { query, operationName: operationName ?? undefined };
}

/** Nobody reads it: the client has left. */
function gone(): ClientAnswer {
  return { status: 499, headers: [], collected: [], body: Buffer.alloc(0) };
}
