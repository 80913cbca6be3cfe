import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderLineKind } from '../domain/order';

@Entity('order_line')
export class OrderLineEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @Column('integer')
  position!: number;

  @Column('text')
  kind!: OrderLineKind;

  @Column('text', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('text', { name: 'option_ids', array: true })
  optionIds!: string[];

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text')
  title!: string;

  @Column('integer')
  quantity!: number;

  @Column('bigint', { name: 'unit_price_minor', transformer: minorUnits })
  unitPriceMinor!: number;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('bigint', { name: 'discount_minor', transformer: minorUnits })
  discountMinor!: number;

  @Column('text')
  currency!: string;
}
