import type { Logger as TypeOrmLogger } from 'typeorm';
import type { Logger } from '../logging';

/** Passes slow and failed statements on to the log (never their parameters), and lets a test listen to every one. */
export class StatementLog implements TypeOrmLogger {
  readonly listeners = new Set<(statement: string, parameters: readonly unknown[]) => void>();

  constructor(private readonly logger: Logger) {}

  logQuery(statement: string, parameters: readonly unknown[] = []): void {
    for (const listener of this.listeners) listener(statement, parameters);
  }

  logQueryError(error: string | Error, statement: string): void {
    this.logger.debug({ err: error, statement }, 'a statement failed');
  }

  logQuerySlow(durationMs: number, statement: string): void {
    this.logger.warn({ durationMs, statement }, 'a statement was slow');
  }

  logMigration(message: string): void {
    this.logger.info({ migration: message }, 'migrating');
  }

  logSchemaBuild(): void {}

  log(_level: 'log' | 'info' | 'warn', message: unknown): void {
    this.logger.debug({ detail: message }, 'database');
  }
}
