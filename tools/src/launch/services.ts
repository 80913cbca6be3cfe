import { bookingVariables, readBookingConfig, startBooking } from '@marquee/booking';
import { catalogVariables, readCatalogConfig, startCatalog } from '@marquee/catalog';
import { foodVariables, readFoodConfig, startFood } from '@marquee/food';
import { gatewayVariables, readGatewayConfig } from '@marquee/gateway';
import { ordersVariables, readOrdersConfig, startOrders } from '@marquee/orders';
import {
  paymentsVariables,
  readPaymentsConfig,
  readSimulatedProviderConfig,
  simulatedProviderVariables,
  startPayments,
} from '@marquee/payments';
import { type HealthProbe, platformVariables, readPlatformConfig, startPlatform } from '@marquee/platform';
import { ConfigError, type Environment, type Variables } from '@marquee/shared/config';
import type { EventBus } from '@marquee/shared/events';
import type { Logger } from '@marquee/shared/logging';
import type { Subgraph } from '@marquee/shared/subgraph';
import { readUsersConfig, startUsers, usersVariables } from '@marquee/users';
import type { Layout } from './config';
import { pendingDatabaseUrls } from './databases';
import type { WantedPort } from './ports';

/** A subgraph's package as the launcher needs it: to start it here, or as a process of its own. */
export interface SubgraphService {
  readonly name: string;
  /** From the root of the repository. */
  readonly folder: string;
  readonly variables: Variables;
  /** The variable that chooses its port. */
  readonly portVariable: string;
  readonly addressOf: (environment: Environment) => { host: string; port: number };
  readonly start: (environment: Environment, options: ColocatedOptions) => Promise<Subgraph>;
}

/** What a subgraph gets that shares its process with the others. */
export interface ColocatedOptions {
  readonly logger: Logger;
  readonly bus: EventBus;
  /** How each of them is asked whether it is well. */
  readonly probes: Readonly<Record<string, HealthProbe>>;
}

export const subgraphServices: readonly SubgraphService[] = [
  {
    name: 'users',
    folder: 'subgraphs/users',
    variables: usersVariables,
    portVariable: usersVariables.port.name,
    addressOf: readUsersConfig,
    start: (environment, options) => startUsers(readUsersConfig(environment), options),
  },
  {
    name: 'booking',
    folder: 'subgraphs/booking',
    variables: bookingVariables,
    portVariable: bookingVariables.port.name,
    addressOf: readBookingConfig,
    start: (environment, options) => startBooking(readBookingConfig(environment), options),
  },
  {
    name: 'food',
    folder: 'subgraphs/food',
    variables: foodVariables,
    portVariable: foodVariables.port.name,
    addressOf: readFoodConfig,
    start: (environment, options) => startFood(readFoodConfig(environment), options),
  },
  {
    name: 'catalog',
    folder: 'subgraphs/catalog',
    variables: catalogVariables,
    portVariable: catalogVariables.port.name,
    addressOf: readCatalogConfig,
    start: (environment, options) => startCatalog(readCatalogConfig(environment), options),
  },
  {
    name: 'payments',
    folder: 'subgraphs/payments',
    variables: paymentsVariables,
    portVariable: paymentsVariables.port.name,
    addressOf: readPaymentsConfig,
    start: (environment, options) => startPayments(readPaymentsConfig(environment), options),
  },
  {
    name: 'orders',
    folder: 'subgraphs/orders',
    variables: ordersVariables,
    portVariable: ordersVariables.port.name,
    addressOf: readOrdersConfig,
    start: (environment, options) => startOrders(readOrdersConfig(environment), options),
  },
  {
    name: 'platform',
    folder: 'subgraphs/platform',
    variables: platformVariables,
    portVariable: platformVariables.port.name,
    addressOf: readPlatformConfig,
    start: (environment, options) => startPlatform(readPlatformConfig(environment), options),
  },
];

/** Reads every package's configuration, so that all mistakes show before anything is started. @throws ConfigError */
export function requireUsableConfig(environment: Environment): void {
  const mistakes = new Set<string>();
  const provider = hasOwnProvider(environment) ? [] : [readSimulatedProviderConfig];
  for (const read of [readGatewayConfig, ...subgraphServices.map(({ addressOf }) => addressOf), ...provider]) {
    try {
      read({ ...pendingDatabaseUrls, ...environment });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      error.mistakes.forEach((mistake) => mistakes.add(mistake));
    }
  }
  if (mistakes.size > 0) throw new ConfigError([...mistakes]);
}

/** Whether the environment names a payment provider, so that none has to be simulated. */
export function hasOwnProvider(environment: Environment): boolean {
  return environment[paymentsVariables.providerUrl.name] !== undefined;
}

/** Colocated, only the gateway listens. The simulated payment provider takes a free port unless it is told which. */
export function wantedPorts(environment: Environment, layout: Layout): WantedPort[] {
  const { host, port } = readGatewayConfig(environment);
  const gateway = { host, port, variable: gatewayVariables.port.name };
  const isProviderPlaced =
    !hasOwnProvider(environment) && environment[simulatedProviderVariables.port.name] !== undefined;
  const provider = isProviderPlaced
    ? [
        {
          ...readSimulatedProviderConfig({ ...pendingDatabaseUrls, ...environment }),
          variable: simulatedProviderVariables.port.name,
        },
      ]
    : [];
  if (layout === 'colocated') return [gateway, ...provider];
  const subgraphs = subgraphServices.map(({ addressOf, portVariable }) => ({
    ...addressOf({ ...pendingDatabaseUrls, ...environment }),
    variable: portVariable,
  }));
  return [gateway, ...provider, ...subgraphs];
}
