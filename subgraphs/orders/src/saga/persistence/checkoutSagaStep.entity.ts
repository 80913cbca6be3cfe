import type { CheckoutStep, CheckoutStepName } from '@marquee/shared/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SagaStepState, StepTaker } from '../domain/saga';

@Entity('checkout_saga_step')
export class CheckoutSagaStepEntity {
  @PrimaryColumn('text', { name: 'saga_id' })
  sagaId!: string;

  @PrimaryColumn('text')
  name!: CheckoutStepName;

  @Column('integer')
  position!: number;

  @Column('integer')
  stage!: number;

  @Column('text')
  subgraph!: StepTaker;

  @Column('jsonb')
  request!: CheckoutStep;

  @Column('text')
  state!: SagaStepState;

  @Column('integer')
  attempts!: number;

  @Column('integer', { name: 'undo_attempts_left' })
  undoAttemptsLeft!: number;

  @Column('integer', { name: 'waits_ms' })
  waitsMs!: number;

  @Column('timestamptz', { name: 'deadline_at', nullable: true })
  deadlineAt!: Date | null;

  @Column('timestamptz', { name: 'next_at', nullable: true })
  nextAt!: Date | null;

  @Column('timestamptz', { name: 'waits_until', nullable: true })
  waitsUntil!: Date | null;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('text', { nullable: true })
  error!: string | null;
}
