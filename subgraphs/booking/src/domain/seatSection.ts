import type { PlanSeat, SeatType } from './seat';

/** The seats of one type in one named part of the room. */
export interface SeatSection {
  readonly name: string;
  readonly seatType: SeatType;
}

/** Each part of the room once for every type of seat in it, in the order of the seats. */
export function sectionsOf(seats: readonly Pick<PlanSeat, 'section' | 'type'>[]): SeatSection[] {
  const sections = new Map<string, SeatSection>();
  for (const { section: name, type: seatType } of seats) {
    if (name !== null) sections.set(JSON.stringify([name, seatType]), { name, seatType });
  }
  return [...sections.values()];
}
