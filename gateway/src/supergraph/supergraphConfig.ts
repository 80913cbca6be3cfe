import { dirname, resolve } from 'node:path';
import { identityHeader } from '@marquee/shared/auth';
import { ConfigError, type Environment } from '@marquee/shared/config';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { SampleOperation } from '../pages';

/** Which subgraphs there are, and what the gateway must know of them that no schema says. */
export interface SupergraphConfig {
  readonly source: SupergraphSource;
  /** Null when nobody signs in: all callers are anonymous. */
  readonly identity: IdentityConfig | null;
  readonly routes: readonly RouteConfig[];
  readonly forward: Readonly<
    Record<string, { readonly request: readonly string[]; readonly response: readonly string[] }>
  >;
  /** Codes of subgraphs' errors that clients may see with their message, besides the gateway's own list. */
  readonly publicErrorCodes: readonly string[];
  /** Root fields of which an operation may have one, and once: guesses of a password cannot share a request. */
  readonly oncePerOperation: readonly string[];
  /** Root fields whose answers set cookies, which a websocket cannot carry. */
  readonly overHttpOnly: readonly string[];
  /** Operations that the developer tools open with. */
  readonly samples: readonly SampleOperation[];
  /**
   * What the same file says with another text, in the same environment.
   * @throws ConfigError
   */
  reread(text: string): SupergraphConfig;
}

export type SupergraphSource =
  | { readonly kind: 'sdl'; readonly file: string }
  | { readonly kind: 'subgraphs'; readonly file: string; readonly subgraphs: readonly SubgraphConfig[] };

export interface SubgraphConfig {
  readonly name: string;
  /** Of its replicas, at least one. */
  readonly urls: readonly string[];
  readonly schemaFile: string;
}

export type IdentityConfig = z.infer<typeof identity>;
export type RouteConfig = z.infer<typeof route>;

const absolutePath = z.string().regex(/^\/[^\s?#]*$/, 'must be a path such as /.well-known/jwks.json');
const place = z.strictObject({ subgraph: z.string(), path: absolutePath });

const identity = z.strictObject({
  jwks: place,
  revocations: place,
  issuer: z.string().min(1),
  audience: z.string().min(1),
  /** Name of the access token's cookie; over HTTPS `__Host-` stands before it. */
  cookie: z.string().default('access_token'),
  /** Root fields that get a caller out of a bad cookie: with one they run as if it had not been sent. */
  ignoreInvalidCookieFor: z.array(z.string()).default([]),
});

const route = z.strictObject({
  path: absolutePath,
  method: z.enum(['GET', 'POST']),
  subgraph: z.string(),
  /** Request headers that travel along, besides content-type. */
  headers: z.array(z.string()).default([]),
});

/** What belongs to one connection, or states who asks, is never a client's to send on. */
const neverForwarded: readonly string[] = [
  identityHeader,
  'cookie',
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
];

const forwardedName = z
  .string()
  .regex(/^(cookie:\S+|[a-z0-9-]+)$/, 'must be a header in lower case, or cookie:<name>')
  .refine((name) => !neverForwarded.includes(name), 'must not be forwarded');

const forward = z.strictObject({
  request: z.array(forwardedName).default([]),
  response: z.array(z.string().regex(/^[a-z0-9-]+$/, 'must be a header in lower case')).default([]),
});

const sample = z.strictObject({
  name: z.string().min(1),
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).default({}),
});

const file = z.strictObject({
  federation_version: z.string().optional(),
  subgraphs: z.record(
    z.string().regex(/^[a-z][\w-]*$/i, 'must be a plain name'),
    z.strictObject({
      routing_url: z.union([z.url(), z.array(z.url()).min(1)]),
      schema: z.strictObject({ file: z.string() }),
    }),
  ),
  gateway: z
    .strictObject({
      identity: identity.optional(),
      routes: z.array(route).default([]),
      forward: z.record(z.string(), forward).default({}),
      errors: z.strictObject({ public: z.array(z.string()).default([]) }).default({ public: [] }),
      oncePerOperation: z.array(z.string()).default([]),
      overHttpOnly: z.array(z.string()).default([]),
      samples: z.array(sample).default([]),
    })
    .default({ routes: [], forward: {}, errors: { public: [] }, oncePerOperation: [], overHttpOnly: [], samples: [] }),
});

/**
 * Parses `supergraph.yaml`; `<NAME>_URL` in the environment overrides a subgraph's `routing_url`; either may name several replicas.
 * @throws ConfigError naming every mistake by its place in the file.
 */
export function readSupergraphConfig(path: string, text: string, environment: Environment): SupergraphConfig {
  const parsed = file.safeParse(parseText(path, text));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.') || 'the file'}: ${issue.message}`),
    );
  }
  const { subgraphs, gateway } = parsed.data;
  const mistakes = unknownSubgraphs(parsed.data).map((mistake) => `${path}: ${mistake}`);
  const located = Object.entries(subgraphs).map(([name, { routing_url, schema }]) => {
    const variableName = `${name.toUpperCase().replaceAll(/\W/g, '_')}_URL`;
    const urls = environment[variableName]?.split(',').map((url) => url.trim()) ?? [routing_url].flat();
    if (!urls.every((url) => URL.canParse(url))) {
      mistakes.push(`${variableName} must be a URL such as http://127.0.0.1:4001/graphql, or several with commas`);
    }
    return { name, urls, schemaFile: resolve(dirname(path), schema.file) };
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    source: { kind: 'subgraphs', file: path, subgraphs: located },
    identity: gateway.identity ?? null,
    routes: gateway.routes,
    forward: gateway.forward,
    publicErrorCodes: gateway.errors.public,
    oncePerOperation: gateway.oncePerOperation,
    overHttpOnly: gateway.overHttpOnly,
    samples: gateway.samples,
    reread: (changed) => readSupergraphConfig(path, changed, environment),
  };
}

function parseText(path: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new ConfigError([`${path} is no YAML: ${(error as Error).message}`]);
  }
}

function unknownSubgraphs({ subgraphs, gateway }: z.infer<typeof file>): string[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['gateway.identity.jwks', gateway.identity?.jwks.subgraph],
    ['gateway.identity.revocations', gateway.identity?.revocations.subgraph],
    ...gateway.routes.map(({ subgraph }, index) => [`gateway.routes.${index}`, subgraph] as const),
    ...Object.keys(gateway.forward).map((name) => ['gateway.forward', name] as const),
  ];
  return named.flatMap(([at, name]) =>
    name === undefined || name in subgraphs ? [] : [`${at} names the unknown subgraph "${name}"`],
  );
}
