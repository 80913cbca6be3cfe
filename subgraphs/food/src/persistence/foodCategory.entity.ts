import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('food_category')
export class FoodCategoryEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The lower-cased name, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('text', { nullable: true })
  description!: string | null;
}
