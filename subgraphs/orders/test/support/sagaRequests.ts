import type { CheckoutStepName } from '@marquee/shared/events';
import type { Stages } from './sagas';
import type { Asked } from './takers';

/** The same state for each step. */
export const allIn = (state: string, stages: Stages) => Object.fromEntries(stages.flat().map((name) => [name, state]));
export const toUndo = (names: readonly CheckoutStepName[]) => names.map((name): Asked => `UNDO ${name}`);
export const toDo = (names: readonly CheckoutStepName[]) => names.map((name): Asked => `DO ${name}`);

/** Every name stands in `requests` after all names of the stage before it. */
export function expectInStages(requests: readonly Asked[], stages: readonly (readonly Asked[])[]): void {
  let from = 0;
  for (const stage of stages) {
    expect(requests.slice(from, from + stage.length).sort()).toEqual([...stage].sort());
    from += stage.length;
  }
  expect(requests).toHaveLength(from);
}
