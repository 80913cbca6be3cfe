import { InvalidInput } from '@marquee/shared/errors';
import { labelOf, type PlanSeat } from './seat';

/**
 * Does nothing for seats of which every companion seat goes with a wheelchair space of its row: who sits there comes
 * along with somebody. @throws InvalidInput that names the seat
 */
export function checkCompanions(
  chosen: readonly Pick<PlanSeat, 'type' | 'row' | 'number'>[],
  path: readonly string[],
): void {
  const alone = chosen.find(
    ({ type, row }) =>
      type === 'COMPANION' && !chosen.some((other) => other.type === 'WHEELCHAIR' && other.row === row),
  );
  if (alone === undefined) return;
  throw new InvalidInput(`${labelOf(alone)} is sold together with a wheelchair space of its row.`, path);
}
