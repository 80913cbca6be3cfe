import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('menu_item')
export class MenuItemEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'restaurant_id' })
  restaurantId!: string;

  @Column('text', { name: 'food_id' })
  foodId!: string;

  @Column('text', { name: 'category_id' })
  categoryId!: string;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;

  @Column('text')
  currency!: string;

  @Column('boolean', { name: 'is_available' })
  isAvailable!: boolean;
}
