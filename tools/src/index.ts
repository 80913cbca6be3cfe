export { startColocated } from './launch/colocated';
export { demoAccounts } from './launch/demoCity';
export { startDistributed } from './launch/distributed';
export type { LayoutOptions, RunningSupergraph } from './launch/layout';
export { type LogFile, openLogFile } from './launch/logFile';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres';
export { reset } from './reset';
export { start } from './start';
