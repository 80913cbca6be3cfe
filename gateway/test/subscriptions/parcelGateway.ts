import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { createIdentitySigner, type Viewer } from '@marquee/shared/auth';
import { Unauthenticated } from '@marquee/shared/errors';
import { createLogger } from '@marquee/shared/logging';
import type { Subgraph } from '@marquee/shared/subgraph';
import { parse } from 'graphql';
import { startApollo } from '../../src/apolloServer';
import type { Authentication, Authenticator } from '../../src/auth/authenticate';
import { createPresentError } from '../../src/errors/presentError';
import { createSubgraphAccess } from '../../src/execution/subgraphAccess';
import { createPublicSubgraphErrors } from '../../src/execution/subgraphErrors';
import {
  attachSocketServer,
  createOpenUpstream,
  type SocketLimits,
  type UpstreamTimings,
} from '../../src/subscriptions';
import { buildSnapshot } from '../../src/supergraph/buildSnapshot';
import { createTransports } from '../../src/transport/createTransports';
import { createForwarding } from '../../src/transport/forwarding';
import { createOperationRules } from '../../src/validation/operationRules';
import { identitySecret, parcelsSdl, peopleSdl } from './parcelSubgraphs';

const logger = createLogger({ service: 'gateway', level: 'silent' });

export interface ParcelGatewayOptions {
  readonly local?: Record<string, Subgraph>;
  readonly urls?: Record<string, string>;
  readonly limits?: Partial<SocketLimits>;
  readonly timings?: Partial<UpstreamTimings>;
  readonly developerTools?: boolean;
  readonly now?: () => number;
}

export const shopOrigin = 'https://shop.example';

/** The gateway's real parts with accounts that a test controls: the token `ada` is Ada's, `ada-until-<ms>` ends then. */
export async function startParcelGateway(options: ParcelGatewayOptions) {
  const { local = {}, urls = {}, developerTools = false } = options;
  const composed = composeServices([
    { name: 'parcels', typeDefs: parse(parcelsSdl), url: urls['parcels'] ?? 'http://127.0.0.1:1/graphql' },
    { name: 'people', typeDefs: parse(peopleSdl), url: urls['people'] ?? 'http://127.0.0.1:1/graphql' },
  ]);
  if (composed.supergraphSdl === undefined) throw new Error(String(composed.errors));
  const snapshot = buildSnapshot(composed.supergraphSdl);
  const signer = createIdentitySigner(identitySecret);
  const openUpstream = createOpenUpstream({ logger, ...(options.timings ? { timings: options.timings } : {}) });
  const transports = createTransports({
    subgraphs: snapshot.subgraphs,
    replicas: {},
    local,
    timeoutMs: 2_000,
    requestTimeoutMs: 4_000,
    signer,
    openUpstream,
  });
  const publicErrors = createPublicSubgraphErrors([], logger);
  const subgraphs = createSubgraphAccess({
    transports,
    forwarding: createForwarding({}, signer),
    publicErrors,
    sharesFetches: true,
    logger,
  });
  const presentError = createPresentError([], logger);
  const apollo = await startApollo({
    operationRules: createOperationRules({ oncePerOperation: [], maxDepth: 12 }),
    snapshot,
    subgraphs,
    presentError,
    developerTools,
    logger,
  });
  const accounts = testAccounts();
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = attachSocketServer({
    server,
    path: '/graphql',
    allowedOrigins: [shopOrigin],
    authenticator: accounts.authenticator,
    apollo: apollo.server,
    currentSnapshot: () => apollo.gateway.current,
    subgraphs,
    publicErrors,
    presentError,
    operationRules: createOperationRules({ oncePerOperation: [], maxDepth: 12 }),
    overHttpOnly: [],
    suggestsNames: developerTools,
    requestTimeoutMs: 4_000,
    logger,
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.now ? { now: options.now } : {}),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    ownOrigin: `http://127.0.0.1:${port}`,
    sockets,
    revoke: accounts.revoke,
    async stop() {
      await sockets.stop();
      await new Promise((resolve) => server.close(resolve));
      await apollo.server.stop();
      await transports.stop();
    },
  };
}

export type ParcelGateway = Awaited<ReturnType<typeof startParcelGateway>>;

const anonymous: Authentication = {
  viewer: null,
  expiresAtMs: null,
  refusal: null,
  clearCookies: [],
  isOnlyCookieRefused: false,
};

function testAccounts() {
  const revoked = new Set<string>();
  const listeners = new Set<(sessionIds: readonly string[]) => void>();

  async function authenticateToken(token: string): Promise<Authentication> {
    const [, user, until] = /^(ada|grace)(?:-until-(\d+))?$/.exec(token) ?? [];
    if (user === undefined) return { ...anonymous, refusal: new Unauthenticated() };
    const viewer: Viewer = { userId: `usr_${user}`, role: 'USER', scopes: [], sessionId: `ses_${user}` };
    return { ...anonymous, viewer, expiresAtMs: until === undefined ? Date.now() + 900_000 : Number(until) };
  }

  const authenticator: Authenticator = {
    async authenticate({ cookie, authorization }) {
      const fromCookie = /access_token=([^;]+)/.exec(cookie ?? '')?.[1];
      const fromHeader = authorization?.replace('Bearer ', '');
      if (fromCookie && fromHeader && fromCookie !== fromHeader) return authenticateToken('two different');
      const token = fromHeader ?? fromCookie;
      return token === undefined ? anonymous : authenticateToken(token);
    },
    authenticateToken,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isRevoked: (sessionId) => revoked.has(sessionId),
    stop: async () => undefined,
  };
  return {
    authenticator,
    /** `isAnnounced: false` leaves it to the check of each event. */
    revoke(sessionId: string, { isAnnounced }: { isAnnounced: boolean }) {
      revoked.add(sessionId);
      if (isAnnounced) for (const listener of listeners) listener([sessionId]);
    },
  };
}
