import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@marquee/shared/logging';
import { readGatewayConfig, startGateway } from '../../src';
import { identitySecret, type LibraryServices, startLibraryServices } from './libraryServices';

export type Layout = 'colocated' | 'over HTTP';
export const layouts: readonly Layout[] = ['colocated', 'over HTTP'];

export interface Library extends LibraryServices {
  readonly url: string;
  /** Log lines of the gateway, as written. */
  readonly logs: string[];
  ask(query: string, options?: AskOptions): Promise<Answer>;
  stopGateway(): Promise<void>;
}

export interface AskOptions {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[] | undefined;
  readonly text: string;
}

/** A gateway on a free port before both subgraphs, in this process or behind their own ports. */
export async function startLibrary(layout: Layout, environment: Record<string, string> = {}): Promise<Library> {
  const services = await startLibraryServices();
  const urls = await urlsOf(services, layout);
  const configFile = join(services.folder, 'supergraph.yaml');
  writeFileSync(configFile, configText(urls));
  const logs: string[] = [];
  const config = readGatewayConfig({
    PORT: '0',
    SUPERGRAPH_CONFIG: configFile,
    GATEWAY_IDENTITY_SECRET: identitySecret,
    COOKIE_SECURE: 'false',
    SUBGRAPH_TIMEOUT_MS: '1000',
    ...environment,
  });
  const { readers, books } = services;
  const gateway = await startGateway(config, {
    logger: createLogger({ service: 'gateway', level: 'info' }, { write: (line: string) => void logs.push(line) }),
    local: layout === 'colocated' ? { readers, books } : {},
  });
  return {
    ...services,
    url: gateway.url,
    logs,
    ask: (query, options) => ask(gateway.url, query, options),
    stopGateway: gateway.stop,
    stop: async () => {
      services.release();
      await gateway.stop();
      await services.stop();
    },
  };
}

async function urlsOf({ readers, books }: LibraryServices, layout: Layout): Promise<Record<string, string>> {
  if (layout === 'colocated')
    return { readers: 'http://readers.invalid/graphql', books: 'http://books.invalid/graphql' };
  const [atReaders, atBooks] = await Promise.all(
    [readers, books].map((subgraph) => subgraph.listen({ host: '127.0.0.1', port: 0 })),
  );
  return { readers: `${atReaders?.url}/graphql`, books: `${atBooks?.url}/graphql` };
}

function configText(urls: Record<string, string>): string {
  return `
federation_version: =2.9.0
subgraphs:
  readers: { routing_url: "${urls.readers}", schema: { file: ./readers.graphql } }
  books: { routing_url: "${urls.books}", schema: { file: ./books.graphql } }
gateway:
  identity:
    jwks: { subgraph: readers, path: /keys }
    revocations: { subgraph: readers, path: /revoked }
    issuer: marquee
    audience: marquee
    ignoreInvalidCookieFor: [signIn]
  oncePerOperation: [signIn]
  overHttpOnly: [signIn]
  routes:
    - { path: /keys, method: GET, subgraph: readers }
    - { path: /echo, method: POST, subgraph: readers, headers: [user-agent] }
  forward:
    readers: { request: [cookie:refresh_token, user-agent], response: [set-cookie] }
`;
}

export async function ask(
  url: string,
  query: string,
  { operationName, variables, headers, signal }: AskOptions = {},
): Promise<Answer> {
  return send(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, operationName, variables }),
    ...(signal && { signal }),
  });
}

export async function send(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors, text };
}

export function codesOf({ errors = [] }: Answer): unknown[] {
  return errors.map(({ extensions }) => extensions['code']);
}
