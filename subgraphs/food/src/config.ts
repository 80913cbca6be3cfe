import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';

/** Everything that food reads from its environment. */
export const foodVariables = {
  port: variable.port({ name: 'FOOD_PORT', default: 4003, description: 'port of the food subgraph' }),
  host: variable.text({ name: 'FOOD_HOST', default: '127.0.0.1', description: 'address the food subgraph listens on' }),
  databaseUrl: variable.url({ name: 'FOOD_DATABASE_URL', description: "PostgreSQL URL of food's own database" }),
  paymentWaitMinutes: variable.integer({
    name: 'FOOD_PAYMENT_WAIT_MINUTES',
    default: 15,
    min: 1,
    max: 1_440,
    unit: 'min',
    description: 'how long a food order waits for its payment before it is called off',
  }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  logLevel: serviceVariables.logLevel,
};

export type FoodConfig = Config<typeof foodVariables>;

/** @throws ConfigError naming every mistake at once */
export function readFoodConfig(environment: Environment): FoodConfig {
  return readConfig(environment, foodVariables);
}
