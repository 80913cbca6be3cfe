import { ConfigError, type Environment } from '../config';
import { createLogger, type Logger, type LogLevel } from '../logging';

export interface RunningService {
  readonly url: string;
  /** Finishes what is in flight, then closes everything. */
  stop(): Promise<void>;
}

export interface ServiceDefinition<C> {
  readonly name: string;
  readonly readConfig: (environment: Environment) => C;
  /** Starts and listens. */
  readonly start: (config: C, logger: Logger) => Promise<RunningService>;
}

/**
 * A service as a process of its own: configuration, start, and an orderly end on SIGTERM or SIGINT with exit code 0.
 * What keeps it from starting is printed in words, and the exit code is 1.
 */
export function runService<C extends { readonly logLevel: LogLevel }>(service: ServiceDefinition<C>): void {
  start(service).catch((error: unknown) => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
    process.exit(1);
  });
}

async function start<C extends { readonly logLevel: LogLevel }>(service: ServiceDefinition<C>): Promise<void> {
  const config = service.readConfig(process.env);
  const logger = createLogger({ service: service.name, level: config.logLevel });
  const running = await service.start(config, logger);
  logger.info({ url: running.url }, 'listening');

  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal changes nothing: requests in flight are being finished.
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
