export { type BookingConfig, bookingVariables, readBookingConfig } from './config';
export { bookingMigrations } from './migrations';
export { bookingEntities } from './persistence/dataSource';
export { startBooking } from './server';
export { seedDemoCinemas } from './services/demoCity/seedDemoCinemas';
export { type LargeCinemasSize, seedLargeCinemas } from './services/largeCity/seedLargeCinemas';
