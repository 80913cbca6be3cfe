import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import { type ClosingSteps, openService, type RunningService } from '@marquee/shared/service';
import Fastify from 'fastify';
import type { DataSource } from 'typeorm';
import { addApi } from './api';
import { addChallenges } from './challenges';
import type { SimulatedProviderConfig } from './config';
import { simulatedProviderMigrations } from './migrations';
import { ChargeEntity } from './persistence/charge.entity';
import { startWebhookSender } from './webhookSender';

export const simulatedProviderEntities = [ChargeEntity];

/** Opens the provider's own database, listens, and sends its webhooks. */
export function startSimulatedProvider(config: SimulatedProviderConfig, logger: Logger): Promise<RunningService> {
  return openService(async (closing) => {
    const db = await openDatabase({
      url: config.databaseUrl,
      applicationName: 'simulated-provider',
      entities: simulatedProviderEntities,
      migrations: simulatedProviderMigrations,
      logger,
    });
    closing.add(() => db.destroy());
    const sender = startWebhookSender({ db, url: config.webhookUrl, secret: config.webhookSecret, logger });
    closing.addRunning(sender);
    return listen(config, db, closing);
  });
}

async function listen(
  { host, port, apiKey, latencyMs, publicUrl }: SimulatedProviderConfig,
  db: DataSource,
  closing: ClosingSteps,
): Promise<RunningService> {
  // Some calls hang on purpose; nobody waits for them when the process is to end.
  const app = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true });
  closing.add(() => app.close());
  app.get('/health/live', async () => ({ status: 'HEALTHY' }));
  app.get('/health/ready', async () => {
    await db.query('select 1');
    return { ready: true };
  });
  let url = '';
  const charges = { db, publicUrl: () => publicUrl ?? url };
  addApi(app, { ...charges, apiKey, latencyMs });
  addChallenges(app, charges);
  url = await app.listen({ host, port });
  return { url, stop: () => closing.run() };
}
