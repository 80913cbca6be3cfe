export { type OrdersConfig, ordersVariables, readOrdersConfig } from './config';
export { ordersMigrations } from './migrations';
export { ordersEntities } from './persistence/dataSource';
export { type StartOptions, startOrders } from './server';
export { seedDemoCoupons } from './services/demoCoupons/seedDemoCoupons';
