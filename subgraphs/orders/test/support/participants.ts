import {
  type CheckoutStepName,
  checkoutStepAnsweredV1,
  checkoutStepRequestedV1,
  type EventOf,
  eventOf,
} from '@marquee/shared/events';
import type { StepOutcome } from '@marquee/shared/saga';
import type { OrdersBed } from './ordersBed';

type Request = EventOf<typeof checkoutStepRequestedV1>['data'];

/** What is answered to a step; null: nothing, as from somebody who is away. */
type Script = (request: Request) => StepOutcome | null;

/** Everybody who takes steps of checkouts, as one who does what the test says. */
export interface Participants {
  /** Every request so far, as `DO RESERVE_STOCK`, of a saga about that subject. */
  asked(subjectId: string): string[];
  /** The requests of one step. */
  requests(subjectId: string, name: CheckoutStepName, action?: 'DO' | 'UNDO'): Request[];
  /** From now on that step is answered so, by whoever buys; the others are done, and undone, at once. */
  script(name: CheckoutStepName, answer: Script): void;
  /** Answers a step that was left open. */
  answer(request: Request, outcome: StepOutcome): Promise<void>;
  /** Every step is done again. */
  reset(): void;
  stop(): Promise<void>;
}

export const done: StepOutcome = { kind: 'DONE' };
export const refused = (code: string, message: string): StepOutcome => ({
  kind: 'REFUSED',
  refusal: { code, message, type: 'ValidationError', details: {} },
});

export async function participants(bed: OrdersBed): Promise<Participants> {
  const heard: Request[] = [];
  const scripts = new Map<CheckoutStepName, Script>();
  const answer = async (request: Request, outcome: StepOutcome) => {
    const { sagaId, action } = request;
    const data = { sagaId, step: request.step.name, action, outcome };
    await bed.hear(eventOf(checkoutStepAnsweredV1, { aggregateId: sagaId, data }));
  };
  const tail = await bed.bus.tail({ types: [checkoutStepRequestedV1.type] });
  const listen = async () => {
    for await (const { event } of tail) {
      const request = checkoutStepRequestedV1.parse(event).data;
      heard.push(request);
      const script = request.action === 'DO' ? scripts.get(request.step.name) : undefined;
      const outcome = script === undefined ? done : script(request);
      if (outcome !== null) await answer(request, outcome);
    }
  };
  const listening = listen();
  return {
    asked: (subjectId) =>
      heard.filter((request) => request.subjectId === subjectId).map(({ action, step }) => `${action} ${step.name}`),
    requests: (subjectId, name, action = 'DO') =>
      heard.filter(
        (request) => request.subjectId === subjectId && request.step.name === name && request.action === action,
      ),
    script: (name, given) => void scripts.set(name, given),
    answer,
    reset: () => scripts.clear(),
    stop: async () => {
      await tail.return?.();
      await listening;
    },
  };
}
