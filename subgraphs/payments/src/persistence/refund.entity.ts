import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RefundStatus } from '../domain/refund';

@Entity('refund')
export class RefundEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'payment_id' })
  paymentId!: string;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text')
  status!: RefundStatus;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
