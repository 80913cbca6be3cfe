import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LedgerAccount, LedgerSide } from '../domain/ledger';

@Entity('ledger_entry')
export class LedgerEntryEntity {
  /** Drawn under the lock of the chain, without gaps: the order in which entries were booked. */
  @PrimaryColumn('bigint', { transformer: minorUnits })
  position!: number;

  @Column('text')
  id!: string;

  @Column('text', { name: 'transaction_id' })
  transactionId!: string;

  @Column('text')
  account!: LedgerAccount;

  @Column('text')
  side!: LedgerSide;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('text')
  currency!: string;

  @Column('text', { name: 'chain_hash' })
  chainHash!: string;

  @Column('timestamptz', { name: 'booked_at' })
  bookedAt!: Date;
}
