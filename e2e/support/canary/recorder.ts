import { type Credentials, listen } from '../client';

/** Sends requests of every kind and keeps what came back: what went wrong, and every token that was handed out. */
export interface Recorder {
  /** Of every answer: top-level errors, and the problems in payloads. Tokens and the data itself are left out. */
  readonly refusals: readonly string[];
  /** Access and refresh tokens, from bodies and cookies. */
  readonly tokens: ReadonlySet<string>;
  /** What the codes of tickets say: each code is signed anew, so only that stands in all codes of a ticket. */
  readonly ticketClaims: ReadonlySet<string>;
  send(query: string, variables?: Readonly<Record<string, unknown>>, credentials?: Credentials): Promise<Sent>;
  sendRaw(path: string, init: RequestInit): Promise<Sent>;
  subscribe(query: string, token: string): Promise<void>;
}

export interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly cookie: string;
}

const tokenNames = new Set(['accessToken', 'refreshToken', 'access_token', 'refresh_token']);

export function record(url: string): Recorder {
  const refusals: string[] = [];
  const tokens = new Set<string>();
  const ticketClaims = new Set<string>();

  async function sendRaw(path: string, init: RequestInit): Promise<Sent> {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const body = asJson(text);
    collectTokens(body, tokens);
    for (const [, claims = ''] of text.matchAll(/"code":"ey[\w-]+\.([\w-]+)\.[\w-]+"/g)) ticketClaims.add(claims);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    for (const cookie of cookies) keepToken(cookie.slice(cookie.indexOf('=') + 1), tokens);
    const problems = collectErrors(body);
    if (!response.ok || problems.length > 0) refusals.push(response.ok ? JSON.stringify(problems) : text);
    return { status: response.status, body, cookie: cookies.join('; ') };
  }

  return {
    refusals,
    tokens,
    ticketClaims,
    sendRaw,
    send: (query, variables = {}, { token, cookie } = {}) =>
      sendRaw('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(cookie !== undefined && { cookie }),
        },
        body: JSON.stringify({ query, variables }),
      }),
    async subscribe(query, token) {
      const listening = listen(url, query, {}, { token });
      await listening.find(() => true, 1_000);
      await listening.close();
      refusals.push(JSON.stringify([listening.received.map(({ errors }) => errors), await listening.ended]));
    },
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Everything under a member called `errors`, wherever it stands. */
function collectErrors(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(collectErrors);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) =>
    name === 'errors' && Array.isArray(member) ? (member as unknown[]) : collectErrors(member),
  );
}

function collectTokens(value: unknown, tokens: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (tokenNames.has(name) && typeof member === 'string') keepToken(member, tokens);
    else collectTokens(member, tokens);
  }
}

/** A cleared cookie holds none. */
function keepToken(token: string, tokens: Set<string>): void {
  if (token.length > 20) tokens.add(token);
}
