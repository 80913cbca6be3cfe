import type { EventBus } from '@marquee/shared/events';
import type { DataSource } from 'typeorm';
import type { PaymentProvider } from '../provider/paymentProvider';
import type { OperationsWorker } from './operations/operationsWorker';

/** What the use cases of payments work with. What time it is, the database says: see `databaseNow`. */
export interface PaymentsServices {
  readonly db: DataSource;
  readonly bus: EventBus;
  readonly provider: PaymentProvider;
  /** Asks the provider for what use cases have written down. */
  readonly worker: OperationsWorker;
}
