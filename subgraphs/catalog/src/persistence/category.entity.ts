import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('category')
export class CategoryEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  name!: string;

  /** The lower-cased name, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_name', insert: false, update: false })
  sortName!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** Null at the top. */
  @Column('text', { name: 'parent_id', nullable: true })
  parentId!: string | null;
}
