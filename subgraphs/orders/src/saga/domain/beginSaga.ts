import type { CheckoutStep } from '@marquee/shared/events';
import { advance } from './advance';
import type { Timing } from './patience';
import type { Progress, Saga, SagaKind, SagaStep, StepTaker } from './saga';

export interface PlannedStep {
  readonly subgraph: StepTaker;
  readonly request: CheckoutStep;
  /** It was taken before the saga began; it is still undone when the saga fails. */
  readonly isDone?: boolean;
  /** How long its answer may take, where the usual time is not right. */
  readonly waitsMs?: number;
}

/** What is to be done for a subject. Each step stands in it once. */
export interface SagaPlan {
  readonly sagaId: string;
  readonly kind: SagaKind;
  readonly subjectId: string;
  readonly customerId: string;
  readonly traceId: string | null;
  /** One after the other; the steps of one run together. */
  readonly stages: readonly (readonly PlannedStep[])[];
}

/** The saga with all its steps, the first of which are asked for. */
export function beginSaga(plan: SagaPlan, timing: Timing): Progress {
  const { sagaId, kind, subjectId, customerId, traceId, stages } = plan;
  const saga: Saga = {
    id: sagaId,
    kind,
    subjectId,
    customerId,
    traceId,
    state: 'RUNNING',
    failure: null,
    startedAt: timing.now,
    finishedAt: null,
  };
  const planned = stages.flatMap((stage, index) => stage.map((step) => ({ ...step, stage: index })));
  const steps = planned.map((step, position) => stepOf(sagaId, { ...step, position }, timing));
  return advance({ saga, steps }, timing);
}

function stepOf(
  sagaId: string,
  planned: PlannedStep & Pick<SagaStep, 'stage' | 'position'>,
  { now, patience }: Timing,
): SagaStep {
  const { subgraph, request, stage, position, isDone = false } = planned;
  return {
    sagaId,
    name: request.name,
    position,
    stage,
    subgraph,
    request,
    state: isDone ? 'DONE' : 'WAITING',
    attempts: 0,
    undoAttemptsLeft: patience.undoAttempts,
    waitsMs: planned.waitsMs ?? patience.waitsMs[request.name],
    deadlineAt: null,
    nextAt: null,
    waitsUntil: null,
    startedAt: isDone ? now : null,
    finishedAt: isDone ? now : null,
    error: null,
  };
}
