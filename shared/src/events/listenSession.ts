import { Client } from 'pg';
import type { Logger } from '../logging';
import type { Stoppable } from './bus';
import { startLoop } from './loop';

export interface ListenSessionOptions {
  /** Reaches PostgreSQL itself: neither LISTEN nor a session's locks survive a pooler in transaction mode. */
  url: string;
  channel: string;
  applicationName: string;
  logger: Logger;
  /** Called with what each notification says, and with nothing after each (re)connection: anything may have been missed. */
  onWake: (said: string) => void;
}

/** One dedicated connection that listens and holds session locks. It reconnects by itself for as long as it lives. */
export interface ListenSession extends Stoppable {
  /** Names the present connection; null while there is none. Session locks are gone when it changes. */
  readonly connectionId: number | null;
  /** Rejects while there is no connection. */
  query<Row extends object>(sql: string, values: unknown[]): Promise<Row[]>;
}

const heartbeatMs = 5_000;
const timeoutMs = 5_000;

/** Returns at once; the connection is made, and made again, in the background. */
export function startListenSession(options: ListenSessionOptions): ListenSession {
  const { channel, logger, onWake } = options;
  let client: Client | null = null;
  let connections = 0;

  const drop = (lost: Client): void => {
    if (client !== lost) return;
    client = null;
    loop.ring();
  };

  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: options.url,
      application_name: options.applicationName,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      keepAlive: true,
    });
    fresh.on('error', (error) => {
      logger.warn({ err: error, channel }, 'the listening connection was lost');
      drop(fresh);
    });
    fresh.on('end', () => drop(fresh));
    fresh.on('notification', ({ payload = '' }) => onWake(payload));
    try {
      await fresh.connect();
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    } catch (error) {
      void fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
    connections += 1;
    onWake('');
  };

  /** A connection that does not answer the heartbeat may be half open: nothing would ever arrive on it. */
  const abandon = (): void => {
    const silent = client;
    client = null;
    void silent?.end().catch(() => undefined);
  };

  const loop = startLoop({
    idleMs: heartbeatMs,
    backoff: { firstMs: 100, longestMs: 5_000 },
    onFailure: (error, retryInMs) => {
      abandon();
      logger.warn({ err: error, channel, retryInMs }, 'cannot listen for events');
    },
    turn: async () => {
      if (client) await client.query('select 1');
      else await connect();
      return false;
    },
  });

  return {
    get connectionId() {
      return client ? connections : null;
    },
    async query<Row extends object>(sql: string, values: unknown[]) {
      if (!client) throw new Error(`There is no listening connection for ${channel} at the moment`);
      return (await client.query<Row>(sql, values)).rows;
    },
    async stop() {
      await loop.stop();
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
