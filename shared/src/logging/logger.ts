import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream } from 'pino';

export type Logger = pino.Logger;
export type LogFields = Readonly<Record<string, unknown>>;
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const context = new AsyncLocalStorage<LogFields>();

/** Names whose values never reach a log, at the top of a line or one level down. */
const secretNames = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
];

/**
 * JSON lines with `service` and whatever `runWithLogContext` put around the call. `destination` is standard output
 * unless a test or the launcher collects the lines elsewhere.
 */
export function createLogger(
  options: { service: string; level?: LogLevel },
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...secretNames, ...secretNames.map((name) => `*.${name}`)].map(quoted), censor: '[redacted]' },
      serializers: { err: describeError },
      mixin: () => ({ ...context.getStore() }),
    },
    destination,
  );
}

/** `set-cookie` is no identifier, so a path that ends in it is written with brackets. */
function quoted(path: string): string {
  return path.replace(/\.?set-cookie$/, '["set-cookie"]');
}

/** Adds the fields to every line that is logged inside `run`, over awaits too. */
export function runWithLogContext<T>(fields: LogFields, run: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, run);
}

/** The fields that surround this call. */
export function logContext(): LogFields {
  return context.getStore() ?? {};
}

/**
 * An error by name, message, code and stack, its causes too. Nothing else of it: a database error carries the
 * statement's parameters and the row that it met, which are people's data.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { type: name, message, code, stack, ...(cause !== undefined && { cause: describeError(cause) }) };
}
