import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Config,
  ConfigError,
  type Environment,
  readConfig,
  serviceVariables,
  variable,
} from '@marquee/shared/config';
import { readSupergraphConfig, type SupergraphConfig } from './supergraph/supergraphConfig';

export const gatewayVariables = {
  port: variable.port({ name: 'PORT', default: 4000, description: 'Port of the gateway.' }),
  host: variable.text({ name: 'HOST', default: '127.0.0.1', description: 'Address the gateway listens on.' }),
  supergraphSdlFile: variable.text({
    name: 'SUPERGRAPH',
    optional: true,
    description: 'A composed supergraph SDL file to serve, in place of SUPERGRAPH_CONFIG.',
  }),
  supergraphConfigFile: variable.text({
    name: 'SUPERGRAPH_CONFIG',
    default: './supergraph.yaml',
    description: 'Lists the subgraphs and how the gateway treats them.',
  }),
  identitySecret: variable.secret({
    name: 'GATEWAY_IDENTITY_SECRET',
    optional: true,
    description: 'Signs who asks, for the subgraphs; needed when the supergraph config has an identity section.',
  }),
  developerTools: variable.boolean({
    name: 'DEVELOPER_TOOLS',
    default: false,
    description: 'Introspection, /explorer, /sandbox and /schema.graphql.',
  }),
  allowedOrigins: variable.list({
    name: 'ALLOWED_ORIGINS',
    default: [],
    description: 'Origins of other sites that may call the gateway from a browser, comma-separated.',
  }),
  cookieSecure: variable.boolean({
    name: 'COOKIE_SECURE',
    default: true,
    description: 'Cookies are named __Host-... and Secure; false only for plain http in development.',
  }),
  logLevel: serviceVariables.logLevel,
  subgraphTimeoutMs: serviceVariables.subgraphTimeoutMs,
  requestTimeoutMs: variable.integer({
    name: 'REQUEST_TIMEOUT_MS',
    default: 10_000,
    min: 1,
    unit: 'ms',
    description: 'How long a client request may wait for subgraphs in all; then the rest of the answer is null.',
  }),
  shareSubgraphFetches: variable.boolean({
    name: 'SHARE_SUBGRAPH_FETCHES',
    default: true,
    description: 'Equal queries to a subgraph, for the same viewer and at the same time, are one.',
  }),
  shareClientQueries: variable.boolean({
    name: 'SHARE_CLIENT_QUERIES',
    default: false,
    description: 'Equal queries of clients, of the same viewer and at the same time, get one answer.',
  }),
  subgraphNamesInErrors: variable.boolean({
    name: 'SUBGRAPH_NAMES_IN_ERRORS',
    default: false,
    description: 'Errors of subgraphs say to the client in extensions.serviceName which subgraph they are of.',
  }),
  supergraphPollMs: variable.integer({
    name: 'SUPERGRAPH_POLL_MS',
    default: 1_000,
    min: 0,
    unit: 'ms',
    description:
      'How often the files of the supergraph are looked at; a changed one is served without a restart. 0: never.',
  }),
  overrideLabels: variable.list({
    name: 'OVERRIDE_LABELS',
    default: [],
    description: 'Labels of @override that hold, comma-separated; those like percent(5) hold for so many requests.',
  }),
  maxDepth: variable.integer({
    name: 'MAX_DEPTH',
    default: 12,
    min: 1,
    max: 100,
    unit: 'fields',
    description: 'How many fields of an operation may stand inside each other.',
  }),
  maxBodyBytes: variable.integer({
    name: 'MAX_BODY_BYTES',
    default: 100_000,
    min: 1_000,
    unit: 'bytes',
    description: 'Largest request body; a larger one answers 413.',
  }),
};

export interface GatewayConfig extends Config<typeof gatewayVariables> {
  readonly supergraph: SupergraphConfig;
}

/** Environment, supergraph config and what must agree between them. @throws ConfigError naming every mistake. */
export function readGatewayConfig(environment: Environment): GatewayConfig {
  const mistakes: string[] = [];
  const settings = collect(mistakes, () => readConfig(environment, gatewayVariables));
  const supergraph = collect(mistakes, () => supergraphOf(environment));
  if (supergraph?.identity && !environment.GATEWAY_IDENTITY_SECRET) {
    mistakes.push('GATEWAY_IDENTITY_SECRET must be set: it signs who asks, for the subgraphs');
  }
  if (settings === undefined || supergraph === undefined || mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.freeze({ ...settings, supergraph });
}

function supergraphOf(environment: Environment): SupergraphConfig {
  const sdlFile = environment[gatewayVariables.supergraphSdlFile.name];
  if (sdlFile) return withoutSettings(resolve(sdlFile));
  const { name, defaultText = '' } = gatewayVariables.supergraphConfigFile;
  const file = resolve(environment[name] || defaultText);
  return readSupergraphConfig(file, readText(file, name), environment);
}

function withoutSettings(file: string): SupergraphConfig {
  const config: SupergraphConfig = {
    source: { kind: 'sdl', file },
    identity: null,
    routes: [],
    forward: {},
    publicErrorCodes: [],
    oncePerOperation: [],
    overHttpOnly: [],
    samples: [],
    reread: () => config,
  };
  return config;
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([`${name} names a file that cannot be read: ${(error as Error).message}`]);
  }
}

function collect<T>(mistakes: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    mistakes.push(...error.mistakes);
    return undefined;
  }
}
