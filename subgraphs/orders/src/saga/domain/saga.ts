import type { CheckoutStep, CheckoutStepName, checkoutStepRequestedV1, EventOf } from '@marquee/shared/events';

export const sagaKinds = ['CHECKOUT', 'PAYMENT', 'REFUND'] as const;
export type SagaKind = (typeof sagaKinds)[number];

export const sagaStates = ['RUNNING', 'COMPLETED', 'COMPENSATING', 'COMPENSATED', 'STUCK'] as const;
export type SagaState = (typeof sagaStates)[number];

/**
 * WAITING until it is asked for, then RUNNING until it is answered. FAILED was refused and has nothing to undo; SKIPPED
 * was never asked for, or what it was about is gone.
 */
export const sagaStepStates = [
  'WAITING',
  'RUNNING',
  'DONE',
  'FAILED',
  'COMPENSATING',
  'COMPENSATED',
  'SKIPPED',
] as const;
export type SagaStepState = (typeof sagaStepStates)[number];

export type StepTaker = EventOf<typeof checkoutStepRequestedV1>['data']['subgraph'];

/** Why a saga goes back: the refusal of a step as `DomainError` has it, or that a step was not answered in time. */
export interface SagaFailure {
  /** Null when it was called off from outside. */
  readonly step: CheckoutStepName | null;
  readonly code: string;
  readonly message: string;
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Saga {
  readonly id: string;
  readonly kind: SagaKind;
  /** What is paid for: an order, a booking or a food order. */
  readonly subjectId: string;
  readonly customerId: string;
  readonly traceId: string | null;
  readonly state: SagaState;
  readonly failure: SagaFailure | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export interface SagaStep {
  readonly sagaId: string;
  readonly name: CheckoutStepName;
  /** Its place among all steps. */
  readonly position: number;
  /** The steps of a stage run together, the stages one after the other. */
  readonly stage: number;
  readonly subgraph: StepTaker;
  /** What is asked for. Undoing names the same request, so this is the compensation too. */
  readonly request: CheckoutStep;
  readonly state: SagaStepState;
  /** How often it was asked for, to take it or to undo it. */
  readonly attempts: number;
  /** How often undoing it may be asked for before a person has to look. */
  readonly undoAttemptsLeft: number;
  /** How long an answer may take. */
  readonly waitsMs: number;
  /** When it is too late for the step to be taken; null until it is asked for. */
  readonly deadlineAt: Date | null;
  /** When it is asked for again, or given up; null when nothing is awaited. */
  readonly nextAt: Date | null;
  /** Until when the customer has time to do something, such as confirm the payment. */
  readonly waitsUntil: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

/** A saga as a whole: what every transition takes and gives. */
export interface Progress {
  readonly saga: Saga;
  /** By position. */
  readonly steps: readonly SagaStep[];
}
