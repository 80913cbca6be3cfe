export { allTold } from './allTold';
export { type CuttableProxy, cuttableProxy } from './cuttableProxy';
export { eventually } from './eventually';
export { someone } from './people';
export { indexedPlansOf, plansOf } from './plans';
export { redoMigrations } from './redoMigrations';
export { endStream, refusalIn, takeEvents } from './streams';
export { type Answer, createSubgraphBed, type SubgraphBed, type TestClock } from './subgraphBed';
export { createTestDatabase, type TestDatabase, type TestSchema } from './testDatabase';
