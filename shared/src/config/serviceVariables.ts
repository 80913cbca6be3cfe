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
  /** The gateway gives up after it, and a subgraph refuses what it could not answer in it. */
  subgraphTimeoutMs: variable.integer({
    name: 'SUBGRAPH_TIMEOUT_MS',
    default: 5_000,
    min: 1,
    unit: 'ms',
    description: 'How long one request to a subgraph may take; the same for the gateway and every subgraph.',
  }),
  /** The gateway declares its own: without accounts it needs none. */
  identitySecret: variable.secret({
    name: 'GATEWAY_IDENTITY_SECRET',
    description: 'signs who asks; the same for the gateway and every subgraph',
  }),
};
