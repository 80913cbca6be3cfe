export const seatTypes = ['STANDARD', 'PREMIUM', 'RECLINER', 'LOVE_SEAT', 'WHEELCHAIR', 'COMPANION'] as const;

export type SeatType = (typeof seatTypes)[number];

/** A seat of a plan; `x` and `y` are its middle in plan units: the screen is at y = 0, x grows to the right. */
export interface PlanSeat {
  readonly id: string;
  readonly row: string;
  readonly number: number;
  readonly type: SeatType;
  readonly section: string | null;
  readonly x: number;
  readonly y: number;
  /** Taken out of sale by the staff, whoever asks. */
  readonly isBlocked: boolean;
}

/** What a ticket and the floor say: `C7`. */
export function labelOf({ row, number }: Pick<PlanSeat, 'row' | 'number'>): string {
  return `${row}${number}`;
}

/** Kept for a wheelchair or for whoever comes with one. */
export function isAccessiblePlace({ type }: Pick<PlanSeat, 'type'>): boolean {
  return type === 'WHEELCHAIR' || type === 'COMPANION';
}
