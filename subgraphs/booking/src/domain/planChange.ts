import type { PlannedSeat } from './seatPlan';

type KnownSeat = PlannedSeat & { readonly id: string };

/** What one plan becomes another by. */
export interface PlanChange {
  /** Ids of seats that are in the new plan no more. */
  readonly gone: readonly string[];
  /** Seats that stay, where they are then. */
  readonly moved: readonly KnownSeat[];
  /** Ids of those of `moved` that are of another type then. */
  readonly retyped: readonly string[];
  readonly added: readonly PlannedSeat[];
}

/** What has to be done to the seats for the plan to be the new one; row and number say which is which. */
export function planChange(current: readonly KnownSeat[], planned: readonly PlannedSeat[]): PlanChange {
  const before = new Map(current.map((seat) => [keyOf(seat), seat]));
  const after = new Set(planned.map(keyOf));
  const stays = planned.flatMap((seat) => {
    const was = before.get(keyOf(seat));
    return was === undefined ? [] : [{ was, seat }];
  });
  return {
    gone: current.filter((seat) => !after.has(keyOf(seat))).map(({ id }) => id),
    moved: stays.filter(({ was, seat }) => !isSame(was, seat)).map(({ was: { id }, seat }) => ({ ...seat, id })),
    retyped: stays.filter(({ was, seat }) => was.type !== seat.type).map(({ was }) => was.id),
    added: planned.filter((seat) => !before.has(keyOf(seat))),
  };
}

/** Not the label: row A with 11 is not row A1 with 1. */
const keyOf = ({ row, number }: Pick<PlannedSeat, 'row' | 'number'>): string => JSON.stringify([row, number]);

function isSame(a: PlannedSeat, b: PlannedSeat): boolean {
  return a.type === b.type && a.section === b.section && a.x === b.x && a.y === b.y;
}
