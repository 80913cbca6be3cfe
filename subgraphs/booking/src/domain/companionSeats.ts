import { InvalidInput } from '@marquee/shared/errors';
import { labelOf, type PlanSeat } from './seat';

type ChosenSeat = Pick<PlanSeat, 'type' | 'row' | 'number'>;

/**
 * Does nothing for seats of which every companion seat goes with a wheelchair space of its row, chosen now or `had`
 * already: who sits there comes along with somebody. @throws InvalidInput that names the seat
 */
export function checkCompanions(
  chosen: readonly ChosenSeat[],
  path: readonly string[],
  had: readonly ChosenSeat[] = [],
): void {
  const spaces = [...chosen, ...had].filter(({ type }) => type === 'WHEELCHAIR');
  const alone = chosen.find(({ type, row }) => type === 'COMPANION' && !spaces.some((space) => space.row === row));
  if (alone === undefined) return;
  throw new InvalidInput(`${labelOf(alone)} is sold together with a wheelchair space of its row.`, path);
}
