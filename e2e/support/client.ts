import { createClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
  readonly errors: readonly AnswerError[];
}

export interface Credentials {
  readonly token?: string | undefined;
  readonly cookie?: string | undefined;
}

/** Posts one operation to the gateway, as any GraphQL client does. */
export async function post<T = unknown>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  { token, cookie }: Credentials = {},
): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: T; errors?: readonly AnswerError[] };
  return { status: response.status, headers: response.headers, data: body.data as T, errors: body.errors ?? [] };
}

/** The `name=value` pairs that the answer set, as a browser would send them back. */
export function cookiesOf(answer: { readonly headers: Headers }): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export interface Received<T> {
  readonly data: T | null;
  readonly errors: readonly AnswerError[];
}

/** A running subscription and all that came so far. */
export interface Listening<T> {
  readonly received: readonly Received<T>[];
  /** Resolves when that many results have come. @throws after `withinMs`, telling what did come */
  waitFor(count: number, withinMs?: number): Promise<readonly Received<T>[]>;
  /** The data of the first result that is right, come already or within that time; otherwise null. */
  find(isRight: (data: T) => boolean, withinMs: number): Promise<T | null>;
  /** How it ended: `completed`, or the error that ended it. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
}

/** Subscribes over graphql-ws with a socket of its own, as Apollo Client does in a browser. */
export function listen<T = unknown>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  { token }: Credentials = {},
): Listening<T> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  return collect<T>(client, query, variables);
}

function collect<T>(client: SocketClient, query: string, variables: Record<string, unknown>): Listening<T> {
  const received: Received<T>[] = [];
  const onResult = new Set<() => void>();
  const ended = new Promise<unknown>((resolve) => {
    client.subscribe<T>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          received.push({ data: data ?? null, errors: (errors ?? []) as unknown as AnswerError[] });
          for (const look of onResult) look();
        },
        error: resolve,
        complete: () => resolve('completed'),
      },
    );
  });

  /** What `look` finds in the results of now or of the time to come; undefined when the time is over. */
  const lookUntil = <R>(look: () => R | undefined, withinMs: number): Promise<R | undefined> =>
    new Promise((resolve) => {
      const finish = (found: R | undefined) => {
        clearTimeout(timer);
        onResult.delete(attempt);
        resolve(found);
      };
      const attempt = () => {
        const found = look();
        if (found !== undefined) finish(found);
      };
      const timer = setTimeout(() => finish(undefined), withinMs);
      onResult.add(attempt);
      attempt();
    });

  return {
    received,
    ended,
    waitFor: async (count, withinMs = 15_000) => {
      const found = await lookUntil(() => (received.length >= count ? received : undefined), withinMs);
      if (found === undefined) {
        throw new Error(`${received.length} of ${count} results came: ${JSON.stringify(received)}`);
      }
      return found;
    },
    find: async (isRight, withinMs) => {
      const found = await lookUntil(() => received.find(({ data }) => data !== null && isRight(data)), withinMs);
      return found?.data ?? null;
    },
    close: async () => {
      await client.dispose();
    },
  };
}
