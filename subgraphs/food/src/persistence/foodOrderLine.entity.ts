import { minorUnits } from '@marquee/shared/database';
import type { MenuOption } from '@marquee/shared/menu';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('food_order_line')
export class FoodOrderLineEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  /** From 0, as the customer listed them. */
  @Column('integer')
  position!: number;

  @Column('text', { name: 'menu_item_id' })
  menuItemId!: string;

  @Column('text')
  name!: string;

  @Column('bigint', { name: 'unit_price_minor', transformer: minorUnits })
  unitPriceMinor!: number;

  @Column('text')
  currency!: string;

  @Column('integer')
  quantity!: number;

  @Column('text', { nullable: true })
  note!: string | null;

  /** Frozen, so no reference to the menu. */
  @Column('jsonb')
  choices!: readonly MenuOption[];
}
