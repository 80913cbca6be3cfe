import { minorUnits } from '@marquee/shared/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('payable')
export class PayableEntity {
  @PrimaryColumn('text', { name: 'subject_id' })
  subjectId!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('bigint', { name: 'amount_minor', transformer: minorUnits })
  amountMinor!: number;

  @Column('text')
  currency!: string;

  @Column('boolean', { name: 'is_open' })
  isOpen!: boolean;

  @Column('boolean', { name: 'is_over' })
  isOver!: boolean;

  @Column('integer')
  version!: number;
}
