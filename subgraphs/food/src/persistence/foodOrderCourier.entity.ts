import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Apart from the order, which a report every few seconds would rewrite each time. */
@Entity('food_order_courier')
export class FoodOrderCourierEntity {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  @Column('text', { name: 'courier_id' })
  courierId!: string;

  @Column('timestamptz', { name: 'assigned_at' })
  assignedAt!: Date;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('timestamptz', { name: 'located_at', nullable: true })
  locatedAt!: Date | null;
}
