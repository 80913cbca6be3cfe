import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MovementKind } from '../domain/stock';

@Entity('stock_movement')
export class StockMovementEntity {
  /** Drawn while the item's stock is locked: its order is the order of the item's movements. A number in text. */
  @PrimaryColumn({ type: 'bigint', insert: false })
  position!: string;

  @Column('text')
  id!: string;

  @Column('text', { name: 'item_id' })
  itemId!: string;

  @Column('text')
  kind!: MovementKind;

  @Column('integer')
  delta!: number;

  @Column('integer', { name: 'balance_after' })
  balanceAfter!: number;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  reference!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
