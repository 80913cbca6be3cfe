import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { paymentsMigrations } from '../migrations';
import { LedgerEntryEntity } from './ledgerEntry.entity';
import { LedgerTransactionEntity } from './ledgerTransaction.entity';
import { PayableEntity } from './payable.entity';
import { PaymentEntity } from './payment.entity';
import { PaymentAttemptEntity } from './paymentAttempt.entity';
import { PaymentMethodEntity } from './paymentMethod.entity';
import { RefundEntity } from './refund.entity';

/** Every table of payments' own that TypeORM reads. */
export const paymentsEntities = [
  PaymentMethodEntity,
  PayableEntity,
  PaymentEntity,
  PaymentAttemptEntity,
  RefundEntity,
  LedgerTransactionEntity,
  LedgerEntryEntity,
];

/** Payments' own database, migrated. */
export function openPaymentsDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({
    url,
    applicationName: 'payments',
    entities: paymentsEntities,
    migrations: paymentsMigrations,
    logger,
  });
}
