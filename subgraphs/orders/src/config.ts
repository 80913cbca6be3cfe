import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';
import { readShippingTariff } from './config/readShippingTariff';
import { readTaxRates } from './config/readTaxRates';

/** Everything that orders reads from its environment. */
export const ordersVariables = {
  port: variable.port({ name: 'ORDERS_PORT', default: 4004, description: 'port of the orders subgraph' }),
  host: variable.text({
    name: 'ORDERS_HOST',
    default: '127.0.0.1',
    description: 'address the orders subgraph listens on',
  }),
  databaseUrl: variable.url({ name: 'ORDERS_DATABASE_URL', description: "PostgreSQL URL of orders' own database" }),
  shippingTariff: variable.json({
    name: 'SHIPPING_TARIFF',
    optional: true,
    description:
      'what shipping costs by country and weight, as JSON; docs/operations.md shows the form and the default',
    read: readShippingTariff,
  }),
  taxRates: variable.json({
    name: 'TAX_RATES',
    optional: true,
    description: 'how much tax prices contain by country, as JSON; docs/operations.md shows the form and the default',
    read: readTaxRates,
  }),
  mostOpenOrders: variable.integer({
    name: 'MAX_UNPAID_ORDERS',
    default: 5,
    min: 1,
    max: 1_000,
    description: 'how many orders one customer may have that are not paid yet; each has its stock reserved',
  }),
  crashAt: variable.integer({
    name: 'CRASH_AT',
    optional: true,
    min: 1,
    description:
      'for tests alone: an orders process of its own ends hard at this crash point of its checkouts, the first being 1',
  }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  logLevel: serviceVariables.logLevel,
};

export type OrdersConfig = Config<typeof ordersVariables>;

/** @throws ConfigError naming every mistake at once */
export function readOrdersConfig(environment: Environment): OrdersConfig {
  return readConfig(environment, ordersVariables);
}
