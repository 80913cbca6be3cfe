import type { BookingBed } from './bookingBed';
import { aScreen, aShowing, seatIdsOf } from './builders';

/** A showing with a room of its own. */
export interface Room {
  readonly screenId: string;
  readonly showingId: string;
  /** The id of the seat with this label. */
  readonly seat: (label: string) => string;
  readonly seats: (...labels: string[]) => string[];
}

/** A showing of tomorrow evening in a room with two rows of four seats at 12.00 EUR, or what is given instead. */
export async function aRoom(
  bed: BookingBed,
  {
    rows,
    screenId: known,
    ...showing
  }: Record<string, unknown> & { rows?: readonly string[]; screenId?: string; status?: string } = {},
): Promise<Room> {
  const screenId = known ?? (await aScreen(bed, rows === undefined ? {} : { rows }));
  const showingId = await aShowing(bed, { screenId, ...showing });
  const ids = await seatIdsOf(bed, screenId);
  const seat = (label: string) => {
    const id = ids[label];
    if (id === undefined) throw new Error(`there is no seat ${label}`);
    return id;
  };
  return { screenId, showingId, seat, seats: (...labels) => labels.map(seat) };
}
