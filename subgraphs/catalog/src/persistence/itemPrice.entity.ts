import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an item costs in a currency other than that of its own price. */
@Entity('item_price')
export class ItemPriceEntity {
  @PrimaryColumn('text', { name: 'item_id' })
  itemId!: string;

  @PrimaryColumn('text')
  currency!: string;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;
}
