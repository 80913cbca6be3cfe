import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { foodEntities, foodMigrations, readFoodConfig, startFood } from '@marquee/food';
import { readGatewayConfig, startGateway } from '@marquee/gateway';
import { busMigrations } from '@marquee/shared/events';
import { createLogger } from '@marquee/shared/logging';
import type { Subgraph } from '@marquee/shared/subgraph';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import { readUsersConfig, startUsers, usersEntities, usersMigrations } from '@marquee/users';
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
}

export type Layout = 'colocated' | 'a process each';
export const layouts: readonly Layout[] = ['colocated', 'a process each'];

export const administrator = { email: 'admin@example.com', password: 'seven quiet otters juggle' };

const root = join(__dirname, '..', '..');

export async function startMarquee(layout: Layout, { logsEverything = false }: MarqueeOptions = {}): Promise<Marquee> {
  const databases = {
    users: await createTestDatabase('users', { entities: usersEntities, migrations: usersMigrations }),
    food: await createTestDatabase('food', { entities: foodEntities, migrations: foodMigrations }),
    bus: await createTestDatabase('bus', { entities: [], migrations: busMigrations }),
  };
  const environment = { ...environmentFor(databases), ...(logsEverything && { LOG_LEVEL: 'debug' }) };
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

function environmentFor(databases: Record<'users' | 'food' | 'bus', TestDatabase>): Record<string, string> {
  const secret = () => randomBytes(32).toString('hex');
  return {
    USERS_DATABASE_URL: databases.users.url,
    FOOD_DATABASE_URL: databases.food.url,
    BUS_DATABASE_URL: databases.bus.url,
    GATEWAY_IDENTITY_SECRET: secret(),
    TOKEN_KEY_SECRET: secret(),
    PASSWORD_PEPPER: secret(),
    PASSWORD_BCRYPT_COST: '4',
    COOKIE_SECURE: 'false',
    DEVELOPER_TOOLS: 'true',
    MARQUEE_ADMIN_EMAIL: administrator.email,
    MARQUEE_ADMIN_PASSWORD: administrator.password,
    SUPERGRAPH_CONFIG: join(root, 'supergraph.yaml'),
    PORT: '0',
    USERS_PORT: '0',
    FOOD_PORT: '0',
  };
}

async function startColocated(environment: Record<string, string>, logsEverything: boolean): Promise<Marquee> {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const logger = createLogger({ service: 'test', level: logsEverything ? 'debug' : 'silent' }, { write });
  const users = await startUsers(readUsersConfig(environment), { logger });
  const food = await startFood(readFoodConfig(environment), { logger });
  const gateway = await startGateway(readGatewayConfig(environment), { logger, local: { users, food } });
  return {
    url: gateway.url,
    environment,
    processes: {},
    subgraphs: { users, food },
    log: () => lines.join(''),
    stop: async () => {
      await gateway.stop();
      await Promise.all([users.stop(), food.stop()]);
    },
  };
}

async function startProcesses(environment: Record<string, string>): Promise<Marquee> {
  const [users, food] = await Promise.all([
    startProcess(join(root, 'subgraphs/users/dist/main.js'), environment, 'USERS_PORT'),
    startProcess(join(root, 'subgraphs/food/dist/main.js'), environment, 'FOOD_PORT'),
  ]);
  const reaching = { ...environment, USERS_URL: `${users.url}/graphql`, FOOD_URL: `${food.url}/graphql` };
  const gateway = await startProcess(join(root, 'gateway/dist/main.js'), reaching, 'PORT');
  return {
    url: gateway.url,
    environment: reaching,
    processes: { users, food, gateway },
    subgraphs: {},
    log: () => [users, food, gateway].map((service) => service.log()).join(''),
    stop: async () => {
      await gateway.stop();
      await Promise.all([users.stop(), food.stop()]);
    },
  };
}
