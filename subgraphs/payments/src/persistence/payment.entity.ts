import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentProviderName, PaymentStatus } from '../domain/payment';

@Entity('payment')
export class PaymentEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'transaction_id', nullable: true })
  transactionId!: string | null;

  @Column('text', { name: 'payer_id' })
  payerId!: string;

  @Column('text', { name: 'subject_id' })
  subjectId!: string;

  @Column('text', { name: 'method_id' })
  methodId!: string;

  @Column('text')
  provider!: PaymentProviderName;

  @Column('text', { name: 'saga_id', nullable: true })
  sagaId!: string | null;

  @Column('boolean', { name: 'capture_later' })
  captureLater!: boolean;

  @Column('text')
  status!: PaymentStatus;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('bigint', { name: 'authorised_minor', transformer: minorUnits })
  authorisedMinor!: number;

  @Column('bigint', { name: 'captured_minor', transformer: minorUnits })
  capturedMinor!: number;

  @Column('bigint', { name: 'refunded_minor', transformer: minorUnits })
  refundedMinor!: number;

  @Column('bigint', { name: 'waived_minor', transformer: minorUnits })
  waivedMinor!: number;

  @Column('text', { name: 'return_url', nullable: true })
  returnUrl!: string | null;

  @Column('text', { name: 'next_action_url', nullable: true })
  nextActionUrl!: string | null;

  @Column('timestamptz', { name: 'action_expires_at' })
  actionExpiresAt!: Date;

  @Column('text', { name: 'decline_code', nullable: true })
  declineCode!: string | null;

  @Column('boolean', { name: 'is_retryable' })
  isRetryable!: boolean;

  @Column('text', { name: 'called_off_because', nullable: true })
  calledOffBecause!: string | null;

  @Column('integer', { name: 'provider_version' })
  providerVersion!: number;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
