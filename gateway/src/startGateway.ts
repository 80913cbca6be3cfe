import { createIdentitySigner, type IdentitySigner, identityHeader } from '@marquee/shared/auth';
import type { Logger } from '@marquee/shared/logging';
import type { Subgraph } from '@marquee/shared/subgraph';
import type { FastifyInstance } from 'fastify';
import { startApollo } from './apolloServer';
import type { Authenticator } from './auth/authenticate';
import { anonymousAuthenticator, createAuthenticator } from './auth/createAuthenticator';
import type { GatewayConfig } from './config';
import { createPresentError } from './errors/presentError';
import { createSubgraphAccess } from './execution/subgraphAccess';
import { createPublicSubgraphErrors } from './execution/subgraphErrors';
import type { PlainRoute } from './http/plainRoutes';
import { answerEach, createSharedAnswers } from './http/sharedAnswers';
import { createServer } from './server';
import { attachSocketServer, createOpenUpstream } from './subscriptions';
import { buildSnapshot } from './supergraph/buildSnapshot';
import { createReadVersion } from './supergraph/readVersion';
import { RecentOperations } from './supergraph/recentOperations';
import { createServeVersion } from './supergraph/serveVersion';
import { watchSupergraph } from './supergraph/watchSupergraph';
import { createTransports, gatewayIdentity } from './transport/createTransports';
import { createForwarding } from './transport/forwarding';
import type { SubgraphTransport, Transports } from './transport/subgraphTransport';
import { createOperationRules } from './validation/operationRules';

export interface GatewayDependencies {
  readonly logger: Logger;
  /** Subgraphs that run in this process, by name; the caller starts and stops them. */
  readonly local?: Readonly<Record<string, Subgraph>>;
}

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets running ones finish within a time, then closes everything the gateway opened. */
  stop(): Promise<void>;
}

const drainTimeoutMs = 10_000;

/** Loads the supergraph and serves it. @throws when it cannot be composed or the port is taken. */
export async function startGateway(config: GatewayConfig, dependencies: GatewayDependencies): Promise<RunningGateway> {
  const { logger, local = {} } = dependencies;
  const { supergraph } = config;
  const readVersion = createReadVersion(supergraph);
  const version = await readVersion();
  const { sdl, replicas } = version.compose();
  const recent = new RecentOperations();
  const snapshot = recent.of(buildSnapshot(sdl, config.overrideLabels));
  const signer = config.identitySecret === undefined ? null : createIdentitySigner(config.identitySecret);
  const transports = createTransports({
    subgraphs: snapshot.subgraphs,
    replicas,
    local,
    timeoutMs: config.subgraphTimeoutMs,
    requestTimeoutMs: config.requestTimeoutMs,
    signer,
    openUpstream: createOpenUpstream({ logger }),
  });
  const publicErrors = createPublicSubgraphErrors(supergraph.publicErrorCodes, logger);
  const forwarding = createForwarding(supergraph.forward, signer);
  const subgraphs = createSubgraphAccess({
    transports,
    forwarding,
    publicErrors,
    sharesFetches: config.shareSubgraphFetches,
    logger,
  });
  const presentError = createPresentError(supergraph.publicErrorCodes, logger, {
    suggestsNames: config.developerTools,
    namesSubgraphs: config.subgraphNamesInErrors,
  });
  const authenticator = await authenticatorOf(config, transports, signer, logger);
  const operationRules = createOperationRules({
    oncePerOperation: supergraph.oncePerOperation,
    maxDepth: config.maxDepth,
  });
  const apollo = await startApollo({
    snapshot,
    operationRules,
    subgraphs,
    presentError,
    developerTools: config.developerTools,
    logger,
  });

  const stopping = new AbortController();
  const watch = watchSupergraph({
    readVersion,
    served: version,
    serve: createServeVersion({
      running: supergraph,
      overrideLabels: config.overrideLabels,
      recent,
      transports,
      gateway: apollo.gateway,
      signal: stopping.signal,
      logger,
    }),
    pollMs: config.supergraphPollMs,
    logger,
  });

  let isReady = true;
  const routes = plainRoutes(config, transports, signer);
  const app = await createServer({
    config,
    apollo,
    authenticator,
    transports,
    routes,
    answerClient: config.shareClientQueries
      ? createSharedAnswers({ forwarding, changeCount: subgraphs.changeCount })
      : answerEach,
    isReady: () => isReady,
    isBehind: () => watch.isBehind,
    logger,
  });
  const sockets = attachSocketServer({
    server: app.server,
    path: '/graphql',
    allowedOrigins: config.allowedOrigins,
    authenticator,
    apollo: apollo.server,
    currentSnapshot: () => apollo.gateway.current,
    subgraphs,
    publicErrors,
    presentError,
    operationRules,
    overHttpOnly: supergraph.overHttpOnly,
    suggestsNames: config.developerTools,
    requestTimeoutMs: config.requestTimeoutMs,
    logger,
  });
  const stop = once(async () => {
    isReady = false;
    stopping.abort();
    await watch.stop();
    await sockets.stop();
    await drain(app);
    await apollo.server.stop();
    await authenticator.stop();
    await transports.stop();
  });
  try {
    const url = await app.listen({ host: config.host, port: config.port });
    return { url, port: Number(new URL(url).port), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function authenticatorOf(
  config: GatewayConfig,
  transports: Transports,
  signer: IdentitySigner | null,
  logger: Logger,
): Promise<Authenticator> {
  const { identity } = config.supergraph;
  if (identity === null) return anonymousAuthenticator();
  const { jwks, revocations, issuer, audience, cookie } = identity;
  const ask = async ({ subgraph }: { subgraph: string }, url: string): Promise<string> => {
    const headers = gatewayIdentity(signer, subgraph);
    const { status, body } = await transportTo(transports, subgraph).route({ method: 'GET', url, headers });
    if (status !== 200) throw new Error(`${subgraph} answered ${status} at ${url}`);
    return body;
  };
  return createAuthenticator({
    issuer,
    audience,
    cookie: { name: cookie, isSecure: config.cookieSecure },
    fetchKeys: () => ask(jwks, jwks.path),
    fetchRevokedSince: (sinceMs) => ask(revocations, `${revocations.path}?since=${sinceMs}`),
    logger,
  });
}

function plainRoutes(config: GatewayConfig, transports: Transports, signer: IdentitySigner | null): PlainRoute[] {
  return config.supergraph.routes.map((route) => ({
    ...route,
    send: (call) => transportTo(transports, route.subgraph).route(call),
    identityHeaders: (origin) =>
      signer === null ? {} : { [identityHeader]: signer.sign({ viewer: null, ...origin }, route.subgraph) },
  }));
}

function transportTo(transports: Transports, subgraph: string): SubgraphTransport {
  const transport = transports.get(subgraph);
  if (transport === undefined) throw new Error(`The configuration names ${subgraph}, which is not in the supergraph`);
  return transport;
}

/** Waits for running requests, but not for ever: what hangs is cut off. */
async function drain(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  await app.close();
  clearTimeout(timer);
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
