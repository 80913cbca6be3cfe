import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentStatus } from '../domain/payment';

@Entity('payment_attempt')
export class PaymentAttemptEntity {
  @PrimaryColumn('text', { name: 'payment_id' })
  paymentId!: string;

  @PrimaryColumn('integer')
  number!: number;

  @Column('text')
  provider!: string;

  /** What the payment was after it. */
  @Column('text')
  outcome!: PaymentStatus;

  @Column('text', { name: 'decline_code', nullable: true })
  declineCode!: string | null;

  /** How long the provider took; null where it told by itself. */
  @Column('integer', { name: 'latency_ms', nullable: true })
  latencyMs!: number | null;

  @Column('timestamptz')
  at!: Date;
}
