import type { Address } from '@marquee/shared/address';
import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoodOrderPayment } from '../domain/foodOrder';
import type { FoodOrderStatus, Fulfilment } from '../domain/foodOrderStatus';

@Entity('food_order')
export class FoodOrderEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  number!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('text', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text')
  fulfilment!: Fulfilment;

  @Column('jsonb', { name: 'delivery_address', nullable: true })
  deliveryAddress!: Address | null;

  @Column('text', { name: 'seat_booking_id', nullable: true })
  seatBookingId!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'subtotal_minor', transformer: minorUnits })
  subtotalMinor!: number;

  @Column('bigint', { name: 'delivery_fee_minor', transformer: minorUnits })
  deliveryFeeMinor!: number;

  @Column('bigint', { name: 'tip_minor', transformer: minorUnits })
  tipMinor!: number;

  @Column('bigint', { name: 'total_minor', transformer: minorUnits })
  totalMinor!: number;

  @Column('text')
  status!: FoodOrderStatus;

  @Column('text')
  payment!: FoodOrderPayment;

  @Column('timestamptz', { name: 'payment_due_at', nullable: true })
  paymentDueAt!: Date | null;

  @Column('timestamptz', { name: 'placed_at', nullable: true })
  placedAt!: Date | null;

  @Column('timestamptz', { name: 'estimated_ready_at', nullable: true })
  estimatedReadyAt!: Date | null;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
