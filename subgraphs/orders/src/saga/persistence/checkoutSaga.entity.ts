import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SagaFailure, SagaKind, SagaState } from '../domain/saga';

@Entity('checkout_saga')
export class CheckoutSagaEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  kind!: SagaKind;

  @Column('text', { name: 'subject_id' })
  subjectId!: string;

  @Column('text', { name: 'customer_id' })
  customerId!: string;

  @Column('text', { name: 'trace_id', nullable: true })
  traceId!: string | null;

  @Column('text')
  state!: SagaState;

  @Column('jsonb', { nullable: true })
  failure!: SagaFailure | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** When a worker is to look at it. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  /** Whose turn it is until `leaseUntil`, for people who look. */
  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  /** Grows with each lease: who holds an older one may do nothing any more. */
  @Column('integer', { name: 'lease_epoch' })
  leaseEpoch!: number;
}
