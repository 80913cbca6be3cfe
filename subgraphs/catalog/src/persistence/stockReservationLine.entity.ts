import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('stock_reservation_line')
export class StockReservationLineEntity {
  @PrimaryColumn('text', { name: 'reservation_id' })
  reservationId!: string;

  @PrimaryColumn('text', { name: 'item_id' })
  itemId!: string;

  @Column('integer')
  quantity!: number;
}
