import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CartLineKind } from '../domain/cart';

@Entity('cart_line')
export class CartLineEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'cart_id' })
  cartId!: string;

  @Column('text')
  kind!: CartLineKind;

  @Column('text', { name: 'subject_id' })
  subjectId!: string;

  @Column('text', { name: 'option_ids', array: true })
  optionIds!: string[];

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('integer')
  quantity!: number;

  @Column('bigint', { name: 'seen_price_minor', transformer: minorUnits })
  seenPriceMinor!: number;
}
