import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TimelineActor } from '../domain/order';
import type { OrderStatus } from '../domain/orderStatus';

@Entity('order_timeline')
export class OrderTimelineEntity {
  @PrimaryColumn('text', { name: 'order_id' })
  orderId!: string;

  /** The order's version at this step. */
  @PrimaryColumn('integer')
  version!: number;

  @Column('text')
  status!: OrderStatus;

  @Column('text')
  actor!: TimelineActor;

  /** Who of them it was; not shown. */
  @Column('text', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz')
  at!: Date;
}
