import { InvalidInput } from '@marquee/shared/errors';
import { labelOf, type PlanSeat } from './seat';
import { wheelchairPlacesOf } from './wheelchairPlaces';

/** A seat with the ids of the wheelchair spaces that it goes with, if it is a companion seat: any one of them. */
export interface AccompaniedSeat extends PlanSeat {
  readonly spaceIds: readonly string[];
}

type ChosenSeat = Pick<AccompaniedSeat, 'id' | 'type' | 'row' | 'number' | 'spaceIds'>;

/** The seats of a plan, each companion seat with the spaces that it is beside; with those of its row where it is alone. */
export function accompany(seats: readonly PlanSeat[]): AccompaniedSeat[] {
  const beside = wheelchairPlacesOf(seats);
  const spaces = seats.filter(({ type }) => type === 'WHEELCHAIR');
  return seats.map((seat) => {
    if (seat.type !== 'COMPANION') return { ...seat, spaceIds: [] };
    const inRow = spaces.filter(({ row }) => row === seat.row).map(({ id }) => id);
    return { ...seat, spaceIds: beside.get(seat.id) ?? inRow };
  });
}

/**
 * Does nothing for seats of which every companion seat goes with its wheelchair space, chosen now or `had` already: who
 * sits there comes along with somebody, and those in another space need their own. @throws InvalidInput that names the seat
 */
export function checkCompanions(
  chosen: readonly ChosenSeat[],
  path: readonly string[],
  had: readonly Pick<ChosenSeat, 'id'>[] = [],
): void {
  const ids = new Set([...chosen, ...had].map(({ id }) => id));
  const alone = chosen.find(({ type, spaceIds }) => type === 'COMPANION' && !spaceIds.some((id) => ids.has(id)));
  if (alone === undefined) return;
  throw new InvalidInput(`${labelOf(alone)} is sold together with its wheelchair space.`, path);
}
