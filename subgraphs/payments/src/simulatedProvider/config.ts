import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';
import { providerVariables } from '../provider/providerVariables';

/** Everything that the simulated provider reads from its environment. */
export const simulatedProviderVariables = {
  port: variable.port({
    name: 'SIMULATED_PROVIDER_PORT',
    default: 4015,
    description: 'port of the simulated payment provider',
  }),
  host: variable.text({
    name: 'SIMULATED_PROVIDER_HOST',
    default: '127.0.0.1',
    description: 'address the simulated payment provider listens on',
  }),
  databaseUrl: variable.url({
    name: 'SIMULATED_PROVIDER_DATABASE_URL',
    description: "PostgreSQL URL of the simulated payment provider's own database",
  }),
  publicUrl: variable.url({
    name: 'SIMULATED_PROVIDER_PUBLIC_URL',
    optional: true,
    description: 'where customers reach the pages of the simulated payment provider; where it listens when not set',
  }),
  webhookUrl: variable.url({
    name: 'SIMULATED_PROVIDER_WEBHOOK_URL',
    default: 'http://127.0.0.1:4000/webhooks/payments',
    description: 'where the simulated payment provider sends its webhooks',
  }),
  latencyMs: variable.integer({
    name: 'SIMULATED_PROVIDER_LATENCY_MS',
    default: 30,
    max: 60_000,
    unit: 'ms',
    description: 'how long the simulated payment provider thinks about each call',
  }),
  apiKey: providerVariables.apiKey,
  webhookSecret: providerVariables.webhookSecret,
  logLevel: serviceVariables.logLevel,
};

export type SimulatedProviderConfig = Config<typeof simulatedProviderVariables>;

/** @throws ConfigError naming every mistake at once */
export function readSimulatedProviderConfig(environment: Environment): SimulatedProviderConfig {
  return readConfig(environment, simulatedProviderVariables);
}
