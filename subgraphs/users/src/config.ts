import {
  type Config,
  ConfigError,
  type Environment,
  readConfig,
  serviceVariables,
  variable,
} from '@marquee/shared/config';

/** Everything that users reads from its environment. */
export const usersVariables = {
  port: variable.port({ name: 'USERS_PORT', default: 4001, description: 'where the users subgraph listens' }),
  host: variable.text({
    name: 'USERS_HOST',
    default: '127.0.0.1',
    description: 'the address the users subgraph binds to; only the gateway should reach it',
  }),
  databaseUrl: variable.url({ name: 'USERS_DATABASE_URL', description: 'the PostgreSQL database of users' }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  subgraphTimeoutMs: serviceVariables.subgraphTimeoutMs,
  tokenKeySecret: variable.secret({
    name: 'TOKEN_KEY_SECRET',
    description: 'encrypts the private keys of access tokens in the database',
  }),
  passwordPepper: variable.secret({
    name: 'PASSWORD_PEPPER',
    description: 'is mixed into every password before it is hashed; without it no stored password fits any more',
  }),
  passwordBcryptCost: variable.integer({
    name: 'PASSWORD_BCRYPT_COST',
    default: 12,
    min: 4,
    max: 16,
    description: 'how slow a password hash is; each step doubles the time',
  }),
  accessTokenSeconds: variable.integer({
    name: 'ACCESS_TOKEN_TTL',
    default: 900,
    min: 10,
    max: 86_400,
    unit: 's',
    description: 'how long an access token is valid',
  }),
  refreshTokenSeconds: variable.integer({
    name: 'REFRESH_TOKEN_TTL',
    default: 2_592_000,
    min: 60,
    max: 31_536_000,
    unit: 's',
    description: 'how long a session stays open without being used',
  }),
  signingKeySeconds: variable.integer({
    name: 'SIGNING_KEY_MAX_AGE',
    default: 7_776_000,
    min: 3_600,
    max: 315_360_000,
    unit: 's',
    description: 'how long one key signs access tokens before another replaces it',
  }),
  isCookieSecure: variable.boolean({
    name: 'COOKIE_SECURE',
    default: true,
    description: 'cookies only over HTTPS, with the __Host- prefix; false is for development over plain http',
  }),
  adminEmail: variable.text({
    name: 'MARQUEE_ADMIN_EMAIL',
    optional: true,
    description: 'the e-mail address of the first SUPER_ADMIN, made at the start',
  }),
  adminPassword: variable.text({
    name: 'MARQUEE_ADMIN_PASSWORD',
    optional: true,
    description: 'the password of the first SUPER_ADMIN; an existing one is never changed',
  }),
  logLevel: serviceVariables.logLevel,
};

export type UsersConfig = Config<typeof usersVariables>;

/** @throws ConfigError naming every mistake */
export function readUsersConfig(environment: Environment): UsersConfig {
  const config = readConfig(environment, usersVariables);
  if ((config.adminEmail === undefined) !== (config.adminPassword === undefined)) {
    throw new ConfigError(['MARQUEE_ADMIN_EMAIL and MARQUEE_ADMIN_PASSWORD must be set together']);
  }
  return config;
}
