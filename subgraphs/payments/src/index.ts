export { type PaymentsConfig, paymentsVariables, readPaymentsConfig } from './config';
export { chainHash, chainStart, LedgerCheck, type ProvenEntry } from './domain/ledger';
export { paymentsMigrations } from './migrations';
export { paymentsEntities } from './persistence/dataSource';
export { startPayments } from './server';
export { proveLedger } from './services/ledger/proveLedger';
export {
  readSimulatedProviderConfig,
  type SimulatedProviderConfig,
  simulatedProviderVariables,
} from './simulatedProvider/config';
export { simulatedProviderMigrations } from './simulatedProvider/migrations';
export { simulatedProviderEntities, startSimulatedProvider } from './simulatedProvider/startSimulatedProvider';
