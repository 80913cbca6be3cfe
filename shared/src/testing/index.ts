export { eventually } from './eventually';
export { createTestDatabase, type TestDatabase, type TestSchema } from './testDatabase';
