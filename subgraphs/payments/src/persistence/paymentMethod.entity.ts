import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentMethodKind } from '../domain/paymentMethod';

@Entity('payment_method')
export class PaymentMethodEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'user_id' })
  userId!: string;

  @Column('text')
  kind!: PaymentMethodKind;

  @Column('text', { name: 'provider_token' })
  providerToken!: string;

  @Column('text', { nullable: true })
  brand!: string | null;

  @Column('text', { nullable: true })
  last4!: string | null;

  @Column('integer', { name: 'expiry_month', nullable: true })
  expiryMonth!: number | null;

  @Column('integer', { name: 'expiry_year', nullable: true })
  expiryYear!: number | null;

  @Column('boolean', { name: 'is_default' })
  isDefault!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Past payments still show it. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | null;
}
