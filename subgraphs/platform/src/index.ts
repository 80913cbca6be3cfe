export { type PlatformConfig, platformVariables, readPlatformConfig } from './config';
export { platformMigrations } from './migrations';
export { platformEntities } from './persistence/dataSource';
export { type StartOptions, startPlatform } from './server';
export type { HealthProbe } from './services/systemHealth';
