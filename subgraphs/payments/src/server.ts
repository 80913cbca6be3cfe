import path from 'node:path';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import {
  aggregatesAtOnce,
  joinBus,
  openService,
  repeat,
  type ServiceOptions,
  type ServingOptions,
} from '@marquee/shared/service';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import type { PaymentsConfig } from './config';
import { createPaymentsContext, type PaymentsContext } from './context';
import { subscribedEvents } from './events/subscribed';
import { openPaymentsDatabase } from './persistence/dataSource';
import { createHttpProvider } from './provider/httpProvider';
import { resolvers } from './resolvers';
import { startOperationsWorker } from './services/operations/operationsWorker';
import { reviewWaiting } from './services/operations/reviewWaiting';
import type { PaymentsServices } from './services/services';
import { addWebhookRoute } from './webhookRoute';

const forgetEveryMs = 15 * 60_000;
/** The provider tells by webhook when a customer has confirmed; this finds out about those that were lost. */
const reviewEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, asks the provider for what is written down from now on, and serves in process. */
export function startPayments(config: PaymentsConfig, options: ServiceOptions): Promise<Subgraph> {
  const { logger } = options;
  const { busDatabaseUrl, identitySecret, providerUrl: url, providerApiKey: apiKey } = config;
  return openService(async (closing) => {
    const db = await openPaymentsDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'payments', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    const provider = createHttpProvider({ url, apiKey, timeoutMs: config.providerTimeoutMs });
    const worker = startOperationsWorker({ db, provider, logger });
    closing.addRunning(worker);
    closing.addRunning(repeat(() => forgetSpentKeys(db), forgetEveryMs, logger));
    closing.addRunning(repeat(() => reviewWaiting(db, provider), reviewEveryMs, logger));
    const serving = { identitySecret, webhookSecrets: webhookSecretsOf(config), logger, close: () => closing.run() };
    return servePayments({ db, bus, provider, worker }, serving);
  });
}

function webhookSecretsOf({ webhookSecret, previousWebhookSecret }: PaymentsConfig): readonly string[] {
  return previousWebhookSecret === undefined ? [webhookSecret] : [webhookSecret, previousWebhookSecret];
}

export interface PaymentsServing extends ServingOptions {
  readonly webhookSecrets: readonly string[];
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function servePayments(services: PaymentsServices, options: PaymentsServing): Promise<Subgraph> {
  const { db, bus, provider } = services;
  return createSubgraph<PaymentsContext>({
    name: 'payments',
    schemaFile,
    resolvers: { ...resolvers },
    createContext: (request) => createPaymentsContext(services, request),
    identitySecret: options.identitySecret,
    logger: options.logger,
    dependencies: {
      database: async () => void (await db.query('select 1')),
      bus: () => bus.ping(),
      // What is to be paid waits for it; everything else goes on.
      provider: { ask: () => provider.ping(), isOptional: true },
    },
    routes: (app) =>
      addWebhookRoute(app, { services: { db, logger: options.logger }, secrets: options.webhookSecrets }),
    onStop: options.close,
  });
}
