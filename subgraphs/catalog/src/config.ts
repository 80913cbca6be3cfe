import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';

/** Everything that catalog reads from its environment. */
export const catalogVariables = {
  port: variable.port({ name: 'CATALOG_PORT', default: 4006, description: 'port of the catalog subgraph' }),
  host: variable.text({
    name: 'CATALOG_HOST',
    default: '127.0.0.1',
    description: 'address the catalog subgraph listens on',
  }),
  databaseUrl: variable.url({ name: 'CATALOG_DATABASE_URL', description: "PostgreSQL URL of catalog's own database" }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  logLevel: serviceVariables.logLevel,
};

export type CatalogConfig = Config<typeof catalogVariables>;

/** @throws ConfigError naming every mistake at once */
export function readCatalogConfig(environment: Environment): CatalogConfig {
  return readConfig(environment, catalogVariables);
}
