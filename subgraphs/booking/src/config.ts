import { type Config, type Environment, readConfig, serviceVariables, variable } from '@marquee/shared/config';
import { ipoVariables } from './config/ipoVariables';

/** Everything that booking reads from its environment. */
export const bookingVariables = {
  port: variable.port({ name: 'BOOKING_PORT', default: 4002, description: 'port of the booking subgraph' }),
  host: variable.text({
    name: 'BOOKING_HOST',
    default: '127.0.0.1',
    description: 'address the booking subgraph listens on',
  }),
  databaseUrl: variable.url({ name: 'BOOKING_DATABASE_URL', description: "PostgreSQL URL of booking's own database" }),
  busDatabaseUrl: serviceVariables.busDatabaseUrl,
  identitySecret: serviceVariables.identitySecret,
  ticketKeySecret: variable.secret({
    name: 'TICKET_KEY_SECRET',
    description: 'encrypts the key that signs tickets; another one cannot open it again',
  }),
  ...ipoVariables,
  logLevel: serviceVariables.logLevel,
};

export type BookingConfig = Config<typeof bookingVariables>;

/** @throws ConfigError naming every mistake at once */
export function readBookingConfig(environment: Environment): BookingConfig {
  return readConfig(environment, bookingVariables);
}
