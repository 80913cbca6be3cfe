import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('coupon')
export class CouponEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  description!: string;

  @Column('text')
  kind!: 'PERCENTAGE' | 'AMOUNT';

  @Column('integer', { name: 'basis_points', nullable: true })
  basisPoints!: number | null;

  @Column('bigint', { name: 'amount_minor', nullable: true, transformer: minorUnits })
  amountMinor!: number | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  @Column('bigint', { name: 'minimum_minor', nullable: true, transformer: minorUnits })
  minimumMinor!: number | null;

  @Column('timestamptz', { name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column('integer', { name: 'total_limit', nullable: true })
  totalLimit!: number | null;

  @Column('integer', { name: 'customer_limit', nullable: true })
  customerLimit!: number | null;

  @Column('integer', { name: 'times_used' })
  timesUsed!: number;
}
