import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChargeStatus } from '../domain/charge';

@Entity('charge')
export class ChargeEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  reference!: string;

  @Column('text')
  token!: string;

  @Column('text')
  status!: ChargeStatus;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'authorised_minor', transformer: minorUnits })
  authorisedMinor!: number;

  @Column('bigint', { name: 'captured_minor', transformer: minorUnits })
  capturedMinor!: number;

  @Column('bigint', { name: 'refunded_minor', transformer: minorUnits })
  refundedMinor!: number;

  @Column('text', { name: 'decline_code', nullable: true })
  declineCode!: string | null;

  @Column('boolean', { name: 'is_retryable' })
  isRetryable!: boolean;

  @Column('text', { name: 'return_url', nullable: true })
  returnUrl!: string | null;

  @Column('text', { name: 'action_secret', nullable: true })
  actionSecret!: string | null;

  @Column('integer')
  version!: number;
}
