export { type CatalogConfig, catalogVariables, readCatalogConfig } from './config';
export { catalogMigrations } from './migrations';
export { catalogEntities } from './persistence/dataSource';
export { startCatalog } from './server';
export { seedDemoShop } from './services/demoShop/seedDemoShop';
export { type LargeShopSize, seedLargeShop } from './services/largeShop/seedLargeShop';
