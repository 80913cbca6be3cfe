import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('stock')
export class StockEntity {
  @PrimaryColumn('text', { name: 'item_id' })
  itemId!: string;

  @Column('integer', { name: 'on_hand' })
  onHand!: number;

  @Column('integer')
  reserved!: number;

  @Column('integer', { name: 'low_stock_threshold' })
  lowStockThreshold!: number;
}
