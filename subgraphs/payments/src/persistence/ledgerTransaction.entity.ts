import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LedgerBooking } from '../domain/ledger';

@Entity('ledger_transaction')
export class LedgerTransactionEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  kind!: LedgerBooking['kind'];

  @Column('text', { name: 'payment_id' })
  paymentId!: string;

  @Column('timestamptz', { name: 'booked_at' })
  bookedAt!: Date;
}
