import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { bookingEntities, bookingMigrations, readBookingConfig, startBooking } from '@marquee/booking';
import { catalogEntities, catalogMigrations, readCatalogConfig, startCatalog } from '@marquee/catalog';
import { foodEntities, foodMigrations, readFoodConfig, startFood } from '@marquee/food';
import { readGatewayConfig, startGateway } from '@marquee/gateway';
import { ordersEntities, ordersMigrations, readOrdersConfig, startOrders } from '@marquee/orders';
import {
  paymentsEntities,
  paymentsMigrations,
  readPaymentsConfig,
  readSimulatedProviderConfig,
  simulatedProviderEntities,
  simulatedProviderMigrations,
  startPayments,
  startSimulatedProvider,
} from '@marquee/payments';
import {
  type HealthProbe,
  platformEntities,
  platformMigrations,
  readPlatformConfig,
  startPlatform,
} from '@marquee/platform';
import type { Environment } from '@marquee/shared/config';
import { busMigrations } from '@marquee/shared/events';
import { createLogger, type Logger } from '@marquee/shared/logging';
import type { Readiness, Subgraph } from '@marquee/shared/subgraph';
import { createTestDatabase, type TestDatabase, type TestSchema } from '@marquee/shared/testing';
import { readUsersConfig, startUsers, usersEntities, usersMigrations } from '@marquee/users';
import { freePort } from '../../tools/src/postgres/freePort';
import { type ServiceProcess, startProcess } from './serviceProcess';

/** A whole Marquee with databases of its own. */
export interface Marquee {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The processes by name; empty when everything runs in this one. */
  readonly processes: Readonly<Record<string, ServiceProcess>>;
  /** The subgraphs by name when everything runs in this process, to be called as the gateway calls them. */
  readonly subgraphs: Readonly<Record<string, Subgraph>>;
  /** Every line that was logged so far. Colocated there are none, unless `logsEverything` was asked for. */
  log(): string;
  stop(): Promise<void>;
}

export interface MarqueeOptions {
  /** Logs from debug on. */
  readonly logsEverything?: boolean;
  /** Beside what every one needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

export type Layout = 'colocated' | 'a process each';
export const layouts: readonly Layout[] = ['colocated', 'a process each'];

export const administrator = { email: 'admin@example.com', password: 'seven quiet otters juggle' };

const root = join(__dirname, '..', '..');

interface StartOptions {
  readonly logger: Logger;
  readonly probes: Readonly<Record<string, HealthProbe>>;
}

/** A subgraph's package as a journey needs it. */
interface SubgraphPackage {
  readonly schema: TestSchema;
  readonly start: (environment: Environment, options: StartOptions) => Promise<Subgraph>;
}

const packages: Readonly<Record<string, SubgraphPackage>> = {
  users: {
    schema: { entities: usersEntities, migrations: usersMigrations },
    start: (environment, options) => startUsers(readUsersConfig(environment), options),
  },
  booking: {
    schema: { entities: bookingEntities, migrations: bookingMigrations },
    start: (environment, options) => startBooking(readBookingConfig(environment), options),
  },
  food: {
    schema: { entities: foodEntities, migrations: foodMigrations },
    start: (environment, options) => startFood(readFoodConfig(environment), options),
  },
  catalog: {
    schema: { entities: catalogEntities, migrations: catalogMigrations },
    start: (environment, options) => startCatalog(readCatalogConfig(environment), options),
  },
  payments: {
    schema: { entities: paymentsEntities, migrations: paymentsMigrations },
    start: (environment, options) => startPayments(readPaymentsConfig(environment), options),
  },
  orders: {
    schema: { entities: ordersEntities, migrations: ordersMigrations },
    start: (environment, options) => startOrders(readOrdersConfig(environment), options),
  },
  platform: {
    schema: { entities: platformEntities, migrations: platformMigrations },
    start: (environment, options) => startPlatform(readPlatformConfig(environment), options),
  },
};
const names = Object.keys(packages);
const variable = (name: string, ending: string) => `${name.toUpperCase()}_${ending}`;
/** An object with a member for each name. */
const forEach = async <T>(each: (name: string) => Promise<T>): Promise<Record<string, T>> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await each(name)] as const)));

export async function startMarquee(layout: Layout, options: MarqueeOptions = {}): Promise<Marquee> {
  const { logsEverything = false } = options;
  const databases = {
    ...(await forEach((name) => createTestDatabase(name, schemaOf(name)))),
    bus: await createTestDatabase('bus', { entities: [], migrations: busMigrations }),
    simulated_provider: await createTestDatabase('simulated_provider', {
      entities: simulatedProviderEntities,
      migrations: simulatedProviderMigrations,
    }),
  };
  const environment = {
    ...environmentFor(databases, await freePort()),
    ...(logsEverything && { LOG_LEVEL: 'debug' }),
    ...options.environment,
  };
  const running =
    layout === 'colocated' ? await startColocated(environment, logsEverything) : await startProcesses(environment);
  return {
    ...running,
    stop: async () => {
      await running.stop();
      await Promise.all(Object.values(databases).map((database) => database.drop()));
    },
  };
}

function schemaOf(name: string): TestSchema {
  return packages[name]?.schema ?? { entities: [], migrations: [] };
}

/** The port of the gateway is drawn before it starts: the payment provider sends its webhooks there. */
function environmentFor(
  databases: Readonly<Record<string, TestDatabase>>,
  gatewayPort: number,
): Record<string, string> {
  const secret = () => randomBytes(32).toString('hex');
  const urls = Object.entries(databases).map(([name, { url }]) => [variable(name, 'DATABASE_URL'), url]);
  const ports = names.map((name) => [variable(name, 'PORT'), '0']);
  return {
    ...Object.fromEntries([...urls, ...ports]),
    GATEWAY_IDENTITY_SECRET: secret(),
    TOKEN_KEY_SECRET: secret(),
    TICKET_KEY_SECRET: secret(),
    PASSWORD_PEPPER: secret(),
    PASSWORD_BCRYPT_COST: '4',
    COOKIE_SECURE: 'false',
    DEVELOPER_TOOLS: 'true',
    MARQUEE_ADMIN_EMAIL: administrator.email,
    MARQUEE_ADMIN_PASSWORD: administrator.password,
    SUPERGRAPH_CONFIG: join(root, 'supergraph.yaml'),
    PORT: String(gatewayPort),
    // One customer of a journey orders for all that it looks at.
    MAX_UNPAID_ORDERS: '1000',
    PAYMENT_PROVIDER_API_KEY: secret(),
    PAYMENT_WEBHOOK_SECRET: secret(),
    SIMULATED_PROVIDER_PORT: '0',
    SIMULATED_PROVIDER_LATENCY_MS: '5',
    SIMULATED_PROVIDER_WEBHOOK_URL: `http://127.0.0.1:${gatewayPort}/webhooks/payments`,
  };
}

async function startColocated(given: Record<string, string>, logsEverything: boolean): Promise<Marquee> {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const logger = createLogger({ service: 'test', level: logsEverything ? 'debug' : 'silent' }, { write });
  const provider = await startSimulatedProvider(readSimulatedProviderConfig(given), logger);
  const environment = { ...given, PAYMENT_PROVIDER_URL: provider.url };
  const started: Record<string, Subgraph> = {};
  const probes = Object.fromEntries(names.map((name) => [name, () => readinessOf(started[name])]));
  const subgraphs = await forEach(async (name) => {
    const subgraph = await packages[name]?.start(environment, { logger, probes });
    if (subgraph === undefined) throw new Error(`there is no package ${name}`);
    started[name] = subgraph;
    return subgraph;
  });
  const gateway = await startGateway(readGatewayConfig(environment), { logger, local: subgraphs });
  return {
    url: gateway.url,
    environment,
    processes: {},
    subgraphs,
    log: () => lines.join(''),
    stop: async () => {
      await gateway.stop();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
      await provider.stop();
    },
  };
}

async function readinessOf(subgraph: Subgraph | undefined): Promise<Readiness> {
  return subgraph?.ready() ?? { ready: false, dependencies: {} };
}

async function startProcesses(given: Record<string, string>): Promise<Marquee> {
  const providerFile = join(root, 'subgraphs/payments/dist/simulatedProvider/main.js');
  const provider = await startProcess(providerFile, given, 'SIMULATED_PROVIDER_PORT');
  const environment = { ...given, PAYMENT_PROVIDER_URL: provider.url };
  const subgraphs = await forEach((name) =>
    startProcess(join(root, `subgraphs/${name}/dist/main.js`), environment, variable(name, 'PORT')),
  );
  const urls = Object.entries(subgraphs).map(([name, { url }]) => [variable(name, 'URL'), `${url}/graphql`]);
  const reaching = { ...environment, ...(Object.fromEntries(urls) as Record<string, string>) };
  const gateway = await startProcess(join(root, 'gateway/dist/main.js'), reaching, 'PORT', Number(given['PORT']));
  const services = [...Object.values(subgraphs), provider];
  return {
    url: gateway.url,
    environment: reaching,
    processes: { ...subgraphs, provider, gateway },
    subgraphs: {},
    log: () => [...services, gateway].map((service) => service.log()).join(''),
    stop: async () => {
      await gateway.stop();
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
