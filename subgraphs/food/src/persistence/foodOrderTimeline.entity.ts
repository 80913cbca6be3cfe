import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FoodOrderStatus } from '../domain/foodOrderStatus';

@Entity('food_order_timeline')
export class FoodOrderTimelineEntity {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  /** The order's version at this step. */
  @PrimaryColumn('integer')
  version!: number;

  @Column('text')
  status!: FoodOrderStatus;

  /** Who took the step. */
  @Column('text', { name: 'actor_id' })
  actorId!: string;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz')
  at!: Date;
}
