import { type Stretch, seatsOf } from './sellableRun';

/** Seats for one party: a single group, or several from the screen to the back and from left to right. */
export interface SeatBlock {
  readonly groups: readonly Stretch[];
  /** 0 to 1. */
  readonly score: number;
}

export function seatIdsOf({ groups }: SeatBlock): string[] {
  return groups.flatMap(seatsOf).map(({ id }) => id);
}
