import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ItemKind } from '../domain/catalogItem';
import type { ItemAttribute } from '../domain/product';

/** A product or a book; what only the other kind has is empty. */
@Entity('catalog_item')
export class CatalogItemEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  kind!: ItemKind;

  @Column('text')
  sku!: string;

  @Column('text')
  title!: string;

  /** The lower-cased title, kept by the database: what lists are sorted by. */
  @Column({ type: 'text', name: 'sort_title', insert: false, update: false })
  sortTitle!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('bigint', { name: 'price_minor', transformer: minorUnits })
  priceMinor!: number;

  @Column('text')
  currency!: string;

  @Column('text', { name: 'category_id', nullable: true })
  categoryId!: string | null;

  @Column('jsonb')
  attributes!: readonly ItemAttribute[];

  /** A book's cover. */
  @Column('text', { name: 'image_url', nullable: true })
  imageUrl!: string | null;

  @Column('integer', { name: 'weight_grams', nullable: true })
  weightGrams!: number | null;

  /** 13 digits. */
  @Column('text', { nullable: true })
  isbn!: string | null;

  @Column('text', { nullable: true })
  subtitle!: string | null;

  @Column('jsonb')
  authors!: readonly string[];

  @Column('text', { nullable: true })
  publisher!: string | null;

  /** YYYY-MM-DD. */
  @Column('date', { name: 'published_on', nullable: true })
  publishedOn!: string | null;

  @Column('integer', { name: 'page_count', nullable: true })
  pageCount!: number | null;

  @Column('text', { nullable: true })
  language!: string | null;

  @Column('boolean', { name: 'is_active' })
  isActive!: boolean;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt!: Date | null;

  /** Active and not archived, kept by the database: what everybody may see. */
  @Column({ type: 'boolean', name: 'is_listed', insert: false, update: false })
  isListed!: boolean;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
