export {
  createLogger,
  type LogFields,
  type Logger,
  type LogLevel,
  logContext,
  logLevels,
  runWithLogContext,
} from './logger';
