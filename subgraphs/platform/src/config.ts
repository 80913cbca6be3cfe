import {
  type Config,
  type Environment,
  readConfig,
  serviceVariables,
  type Variable,
  variable,
} from '@marquee/shared/config';
import { readServiceList, type ServiceAddress } from './services/probes';

const serviceTexts = variable.list({
  name: 'HEALTH_URLS',
  default: [],
  description:
    'where systemHealth asks, name=url separated by commas, such as users=http://users:4001; not needed where everything runs in one process',
});

const services: Variable<readonly ServiceAddress[]> = {
  ...serviceTexts,
  defaultValue: [],
  parse: (text) => readServiceList(serviceTexts.parse(text)),
};

/** Everything that platform reads from its environment. */
export const platformVariables = {
  port: variable.port({ name: 'PLATFORM_PORT', default: 4008, description: 'port of the platform subgraph' }),
  host: variable.text({
    name: 'PLATFORM_HOST',
    default: '127.0.0.1',
    description: 'address the platform subgraph listens on',
  }),
  databaseUrl: variable.url({
    name: 'PLATFORM_DATABASE_URL',
    description: "PostgreSQL URL of platform's own database",
  }),
  elasticsearchUrl: variable.url({
    name: 'ELASTICSEARCH_URL',
    optional: true,
    description: 'an Elasticsearch 8 that searches instead of PostgreSQL, which stays the fallback',
  }),
  environment: variable.text({
    name: 'MARQUEE_ENVIRONMENT',
    default: 'development',
    description: 'what serviceInfo calls this installation: development, staging, production',
  }),
  services,
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  logLevel: serviceVariables.logLevel,
};

export type PlatformConfig = Config<typeof platformVariables>;

/** @throws ConfigError naming every mistake at once */
export function readPlatformConfig(environment: Environment): PlatformConfig {
  return readConfig(environment, platformVariables);
}
