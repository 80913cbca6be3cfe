import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';
import { providerVariables } from './provider/providerVariables';

/** Everything that payments reads from its environment. */
export const paymentsVariables = {
  port: variable.port({ name: 'PAYMENTS_PORT', default: 4005, description: 'port of the payments subgraph' }),
  host: variable.text({
    name: 'PAYMENTS_HOST',
    default: '127.0.0.1',
    description: 'address the payments subgraph listens on',
  }),
  databaseUrl: variable.url({
    name: 'PAYMENTS_DATABASE_URL',
    description: "PostgreSQL URL of payments' own database",
  }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  providerUrl: variable.url({
    name: 'PAYMENT_PROVIDER_URL',
    default: 'http://127.0.0.1:4015',
    description: 'where the payment provider listens; `npm start` starts a simulated one when it is not set',
  }),
  providerApiKey: providerVariables.apiKey,
  providerTimeoutMs: variable.integer({
    name: 'PAYMENT_PROVIDER_TIMEOUT_MS',
    default: 3_000,
    min: 1,
    max: 10_000,
    unit: 'ms',
    description: 'how long one call of the payment provider may take; then it is asked again',
  }),
  webhookSecret: providerVariables.webhookSecret,
  previousWebhookSecret: variable.secret({
    name: 'PAYMENT_WEBHOOK_PREVIOUS_SECRET',
    optional: true,
    description: "also signs the payment provider's webhooks, while PAYMENT_WEBHOOK_SECRET takes its place",
  }),
  logLevel: serviceVariables.logLevel,
};

export type PaymentsConfig = Config<typeof paymentsVariables>;

/** @throws ConfigError naming every mistake at once */
export function readPaymentsConfig(environment: Environment): PaymentsConfig {
  return readConfig(environment, paymentsVariables);
}
