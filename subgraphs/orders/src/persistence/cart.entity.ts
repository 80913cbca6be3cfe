import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('cart')
export class CartEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'customer_id', nullable: true })
  customerId!: string | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
