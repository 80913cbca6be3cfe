import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReservationState } from '../domain/reservation';

@Entity('stock_reservation')
export class StockReservationEntity {
  @PrimaryColumn('text')
  id!: string;

  /** Whose it is, such as an order. */
  @Column('text')
  reference!: string;

  @Column('text')
  state!: ReservationState;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
