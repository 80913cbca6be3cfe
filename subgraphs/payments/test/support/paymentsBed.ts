import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdentitySigner, identityHeader } from '@marquee/shared/auth';
import { createLogger } from '@marquee/shared/logging';
import type { RunningService } from '@marquee/shared/service';
import { createSubgraphBed, createTestDatabase, type SubgraphBed } from '@marquee/shared/testing';
import { subscribedEvents } from '../../src/events/subscribed';
import { paymentsMigrations } from '../../src/migrations';
import { paymentsEntities } from '../../src/persistence/dataSource';
import { createHttpProvider } from '../../src/provider/httpProvider';
import { signatureHeader } from '../../src/provider/webhookSignature';
import { servePayments } from '../../src/server';
import { startOperationsWorker } from '../../src/services/operations/operationsWorker';
import type { PaymentsServices } from '../../src/services/services';
import type { SimulatedProviderConfig } from '../../src/simulatedProvider/config';
import { simulatedProviderMigrations } from '../../src/simulatedProvider/migrations';
import type { BookTotal } from '../../src/simulatedProvider/persistence/chargesRepository';
import { simulatedProviderEntities, startSimulatedProvider } from '../../src/simulatedProvider/startSimulatedProvider';

/** Payments over a database and a bus of its own, with a simulated provider that has its own database, too. */
export interface PaymentsBed extends SubgraphBed {
  readonly services: PaymentsServices;
  readonly provider: ProviderUnderTest;
  /** What the route of the webhooks answers, called as the gateway calls it. */
  postWebhook(body: string, signature: string | undefined): Promise<number>;
  /** For whoever has stopped the subgraph already. */
  closeProvider(): Promise<void>;
}

export interface ProviderUnderTest {
  readonly url: string;
  readonly webhookSecret: string;
  stop(): Promise<void>;
  /** On the same port, with the same database. */
  start(): Promise<void>;
  /** What its own books say was taken and given back. */
  totals(): Promise<readonly BookTotal[]>;
  ask(path: string): Promise<Response>;
}

export const webhookSecret = 'a secret of the tests that signs webhooks';
export const olderWebhookSecret = 'the secret of the tests before that one';
const apiKey = 'a key of the tests for the provider of payments';
const identitySecret = 'a secret of the tests, long enough for HS256';

export interface PaymentsBedOptions {
  /** Whether the provider's webhooks arrive. */
  readonly hasWebhooks?: boolean;
  /** How long payments waits for the provider. */
  readonly timeoutMs?: number;
}

export async function aPaymentsBed({
  hasWebhooks = true,
  timeoutMs = 1_000,
}: PaymentsBedOptions = {}): Promise<PaymentsBed> {
  const door = await openDoor();
  const provider = await aProvider(hasWebhooks ? door.url : 'http://127.0.0.1:9/nobody');
  let services: PaymentsServices | undefined;
  const bed = await createSubgraphBed({
    name: 'payments',
    entities: paymentsEntities,
    migrations: paymentsMigrations,
    handlers: subscribedEvents,
    startsAt: '2030-07-03T12:00:00.000Z',
    serve: ({ db, bus }, { logger, close }) => {
      const called = createHttpProvider({ url: provider.url, apiKey, timeoutMs });
      const worker = startOperationsWorker({ db, provider: called, logger });
      services = { db, bus, provider: called, worker };
      const closing = async () => {
        await worker.stop();
        await close();
      };
      const webhookSecrets = [webhookSecret, olderWebhookSecret];
      return servePayments(services, { identitySecret, webhookSecrets, logger, close: closing });
    },
  });
  if (services === undefined) throw new Error('payments was not served');
  const identity = createIdentitySigner(identitySecret).sign(
    { viewer: null, requestId: 'test-request', clientIp: null },
    'payments',
  );
  const postWebhook = async (body: string, signature: string | undefined): Promise<number> => {
    const headers = {
      'content-type': 'application/json',
      [identityHeader]: identity,
      ...(signature !== undefined && { [signatureHeader]: signature }),
    };
    const { status } = await bed.subgraph.handleRoute({ method: 'POST', url: '/webhooks/payments', headers, body });
    return status;
  };
  door.passTo(postWebhook);
  const closeProvider = async () => {
    await provider.drop();
    await door.close();
  };
  return {
    ...bed,
    services,
    provider,
    postWebhook,
    closeProvider,
    close: async () => {
      await bed.close();
      await closeProvider();
    },
  };
}

/** Stands for the gateway, before which payments itself does not listen. */
async function openDoor() {
  let pass: (body: string, signature: string | undefined) => Promise<number> = async () => 503;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers[signatureHeader];
      // Payments may be closed already while the provider still sends.
      const answer = pass(Buffer.concat(chunks).toString(), String(signature)).catch(() => 503);
      void answer.then((status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/payments`,
    passTo: (next: typeof pass) => {
      pass = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function aProvider(webhookUrl: string) {
  const logger = createLogger({ service: 'simulated-provider', level: 'silent' });
  const database = await createTestDatabase('simulated_provider', {
    entities: simulatedProviderEntities,
    migrations: simulatedProviderMigrations,
  });
  const config: SimulatedProviderConfig = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: database.url,
    publicUrl: undefined,
    webhookUrl,
    latencyMs: 5,
    apiKey,
    webhookSecret,
    logLevel: 'silent',
  };
  let running: RunningService | null = await startSimulatedProvider(config, logger);
  const { url } = running;
  const port = Number(new URL(url).port);
  const ask = (path: string) => fetch(new URL(path, url), { headers: { authorization: `Bearer ${apiKey}` } });
  const stop = async () => {
    await running?.stop();
    running = null;
  };
  return {
    url,
    webhookSecret,
    ask,
    stop,
    start: async () => {
      running ??= await startSimulatedProvider({ ...config, port }, logger);
    },
    totals: async () => {
      const { totals } = (await (await ask('/v1/balance')).json()) as { totals: readonly BookTotal[] };
      return totals;
    },
    drop: async () => {
      await stop();
      await database.drop();
    },
  };
}
