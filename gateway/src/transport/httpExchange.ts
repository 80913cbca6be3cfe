import type { Dispatcher } from 'undici';
import type { Headers } from '../context';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly text: string;
}

/** Why there was no answer. `isSent` is false when the server surely has not seen the request. */
export class NoHttpAnswer extends Error {
  constructor(
    readonly reason: 'timeout' | 'aborted' | 'unreachable',
    readonly isSent: boolean,
    cause: unknown,
  ) {
    super(`No HTTP answer: ${reason}`, { cause });
    this.name = 'NoHttpAnswer';
  }
}

/** What undici says of a connection that could not be made. */
const neverConnected: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * One request and its whole answer, which must be there in time. Straight on undici's dispatcher: a stream for every
 * answer, as its other ways in make one, costs more than all else the gateway does for a fetch.
 * @throws NoHttpAnswer
 */
export function exchange(
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  { method, path, headers, body, signal }: HttpRequest,
  timeoutMs: number,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let answered: Record<string, string | string[] | undefined> = {};
    let abortRequest: ((reason: Error) => void) | undefined;
    let isOver = false;

    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (reason: NoHttpAnswer['reason'], cause: unknown): void => {
      if (isOver) return;
      end();
      const code = (cause as { code?: unknown } | undefined)?.code;
      reject(new NoHttpAnswer(reason, !neverConnected.has(code), cause));
    };
    const giveUp = (reason: 'timeout' | 'aborted'): void => {
      fail(reason, undefined);
      abortRequest?.(new Error(reason));
    };
    const onAbort = (): void => giveUp('aborted');
    const timer = setTimeout(() => giveUp('timeout'), timeoutMs);
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });

    dispatcher.dispatch(
      { method, path, headers, body: body ?? null },
      {
        onRequestStart(controller) {
          if (isOver) controller.abort(new Error('nobody waits for this request any more'));
          else abortRequest = (reason) => controller.abort(reason);
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode;
          answered = responseHeaders;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (isOver) return;
          end();
          resolve({ status, headers: definedHeaders(answered), text: textOf(chunks) });
        },
        onResponseError(_controller, error) {
          fail('unreachable', error);
        },
      },
    );
  });
}

function textOf(chunks: readonly Buffer[]): string {
  const [first] = chunks;
  return (chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)).toString('utf8');
}

function definedHeaders(headers: Record<string, string | string[] | undefined>): HttpAnswer['headers'] {
  const defined: HttpAnswer['headers'] = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}
