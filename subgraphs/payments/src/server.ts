import path from 'node:path';
import type { EventBus } from '@marquee/shared/events';
import { forgetSpentKeys } from '@marquee/shared/idempotency';
import type { Logger } from '@marquee/shared/logging';
import { aggregatesAtOnce, ClosingSteps, joinBus, repeat } from '@marquee/shared/service';
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

export interface StartOptions {
  readonly logger: Logger;
  /** One that several subgraphs of a process share; whoever made it closes it. Without it payments opens its own. */
  readonly bus?: EventBus;
}

const forgetEveryMs = 15 * 60_000;
/** The provider tells by webhook when a customer has confirmed; this finds out about those that were lost. */
const reviewEveryMs = 5_000;
const schemaFile = path.join(__dirname, '../generated/schema.graphql');

/** Opens the database and the bus, asks the provider for what is written down from now on, and serves in process. */
export async function startPayments(config: PaymentsConfig, options: StartOptions): Promise<Subgraph> {
  const { logger } = options;
  const { busDatabaseUrl, identitySecret, providerUrl: url, providerApiKey: apiKey } = config;
  const closing = new ClosingSteps();
  try {
    const db = await openPaymentsDatabase(config.databaseUrl, logger);
    closing.add(() => db.destroy());
    const hearing = { handlers: subscribedEvents, lanes: aggregatesAtOnce };
    const joining = { name: 'payments', db, ...hearing, bus: options.bus, busDatabaseUrl, logger };
    const bus = await joinBus(joining, closing);
    const provider = createHttpProvider({ url, apiKey, timeoutMs: config.providerTimeoutMs });
    const worker = startOperationsWorker({ db, provider, logger });
    closing.add(() => worker.stop());
    const sweep = repeat(() => forgetSpentKeys(db), forgetEveryMs, logger);
    closing.add(() => sweep.stop());
    const review = repeat(() => reviewWaiting(db, provider), reviewEveryMs, logger);
    closing.add(() => review.stop());
    const serving = { identitySecret, webhookSecrets: webhookSecretsOf(config), logger, close: () => closing.run() };
    return await servePayments({ db, bus, provider, worker }, serving);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

function webhookSecretsOf({ webhookSecret, previousWebhookSecret }: PaymentsConfig): readonly string[] {
  return previousWebhookSecret === undefined ? [webhookSecret] : [webhookSecret, previousWebhookSecret];
}

export interface ServingOptions {
  readonly identitySecret: string;
  readonly webhookSecrets: readonly string[];
  readonly logger: Logger;
  readonly close: () => Promise<void>;
}

/** The schema and its resolvers over what has been opened; `close` is called after the last request. */
export function servePayments(services: PaymentsServices, options: ServingOptions): Promise<Subgraph> {
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
    routes: (app) => addWebhookRoute(app, { services, secrets: options.webhookSecrets }),
    onStop: options.close,
  });
}
