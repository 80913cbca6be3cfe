import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Allergen, DietaryFlag } from '../domain/dietary';

@Entity('food')
export class FoodEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The lower-cased name, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('text', { name: 'category_id' })
  categoryId!: string;

  @Column('bigint', { name: 'list_price_minor', transformer: minorUnits })
  listPriceMinor!: number;

  @Column('text')
  currency!: string;

  @Column('text', { array: true })
  dietary!: DietaryFlag[];

  @Column('text', { array: true })
  allergens!: Allergen[];

  @Column('integer', { nullable: true })
  kcal!: number | null;
}
