import { logLevels } from '../logging';
import { variable } from './variable';

/** What more than one service reads, declared once. */
export const serviceVariables = {
  logLevel: variable.oneOf({
    name: 'LOG_LEVEL',
    values: logLevels,
    default: 'info',
    description: 'Least severe log line.',
  }),
  busDatabaseUrl: variable.url({
    name: 'BUS_DATABASE_URL',
    description: 'the PostgreSQL database that carries the events',
  }),
  /** The gateway declares its own: without accounts it needs none. */
  identitySecret: variable.secret({
    name: 'GATEWAY_IDENTITY_SECRET',
    description: 'signs who asks; the same for the gateway and every subgraph',
  }),
};
