import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that a user keeps for later; at most one of them is the default of each kind. */
@Entity('saved_address')
export class SavedAddress {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'user_id' })
  userId!: string;

  @Column('text', { nullable: true })
  label!: string | null;

  @Column('text', { nullable: true })
  recipient!: string | null;

  @Column('text')
  line1!: string;

  @Column('text', { nullable: true })
  line2!: string | null;

  @Column('text')
  city!: string;

  @Column('text', { nullable: true })
  region!: string | null;

  @Column('text', { name: 'postal_code', nullable: true })
  postalCode!: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country!: string;

  @Column('boolean', { name: 'is_default_shipping' })
  isDefaultShipping!: boolean;

  @Column('boolean', { name: 'is_default_billing' })
  isDefaultBilling!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
