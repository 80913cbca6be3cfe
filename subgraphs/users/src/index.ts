export { readUsersConfig, type UsersConfig, usersVariables } from './config';
export { dutyScopes, roleScopes, scopeDescriptions, singleScopes } from './domain/roles';
export { usersMigrations } from './migrations';
export { usersEntities } from './persistence/dataSource';
export { type StartOptions, startUsers } from './server';
export { seedCrowd } from './services/seedCrowd';
export { type DemoAccount, seedDemoAccounts } from './services/seedDemoAccounts';
