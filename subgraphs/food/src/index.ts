export { type FoodConfig, foodVariables, readFoodConfig } from './config';
export { foodMigrations } from './migrations';
export { foodEntities } from './persistence/dataSource';
export { type StartOptions, startFood } from './server';
export { type LargeCitySize, seedLargeCity } from './services/largeCity/seedLargeCity';
export { type DemoCityStaff, seedDemoCity } from './services/seedDemoCity';
