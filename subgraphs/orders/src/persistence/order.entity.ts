import type { Address } from '@marquee/shared/address';
import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderStatus } from '../domain/orderStatus';

@Entity('customer_order')
export class OrderEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  number!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('text')
  status!: OrderStatus;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'subtotal_minor', transformer: minorUnits })
  subtotalMinor!: number;

  @Column('bigint', { name: 'discount_minor', transformer: minorUnits })
  discountMinor!: number;

  @Column('bigint', { name: 'shipping_minor', transformer: minorUnits })
  shippingMinor!: number;

  @Column('bigint', { name: 'delivery_fee_minor', transformer: minorUnits })
  deliveryFeeMinor!: number;

  @Column('bigint', { name: 'tax_minor', transformer: minorUnits })
  taxMinor!: number;

  @Column('bigint', { name: 'total_minor', transformer: minorUnits })
  totalMinor!: number;

  @Column('bigint', { name: 'refunded_minor', transformer: minorUnits })
  refundedMinor!: number;

  @Column('jsonb', { name: 'shipping_address', nullable: true })
  shippingAddress!: Address | null;

  @Column('jsonb', { name: 'billing_address', nullable: true })
  billingAddress!: Address | null;

  @Column('text', { name: 'booking_id', nullable: true })
  bookingId!: string | null;

  @Column('text', { name: 'food_order_id', nullable: true })
  foodOrderId!: string | null;

  @Column('text', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Column('text', { name: 'saga_id' })
  sagaId!: string;

  @Column('boolean', { name: 'is_of_basket' })
  isOfBasket!: boolean;

  @Column('boolean', { name: 'is_paid_later' })
  isPaidLater!: boolean;

  @Column('timestamptz', { name: 'pay_by', nullable: true })
  payBy!: Date | null;

  @Column('boolean', { name: 'has_goods' })
  hasGoods!: boolean;

  @Column('boolean', { name: 'is_shipped' })
  isShipped!: boolean;

  @Column('boolean', { name: 'is_delivered' })
  isDelivered!: boolean;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
