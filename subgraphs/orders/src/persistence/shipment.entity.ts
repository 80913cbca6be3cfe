import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('shipment')
export class ShipmentEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { nullable: true })
  carrier!: string | null;

  @Column('text', { name: 'tracking_number', nullable: true })
  trackingNumber!: string | null;

  @Column('timestamptz', { name: 'shipped_at', nullable: true })
  shippedAt!: Date | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;
}
