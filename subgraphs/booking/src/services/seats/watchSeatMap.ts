import { type EventOf, seatMapChangedV1, type TailedEvent } from '@marquee/shared/events';
import { checkExists } from '@marquee/shared/ids';
import { eventStream } from '@marquee/shared/subscriptions';
import { showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';

/** What became of some seats, with the cursor to resume after it. */
export type SeatMapChange = TailedEvent<EventOf<typeof seatMapChangedV1>>;

export interface WatchSeatMap {
  readonly showingId: string;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/** From now on, or after a cursor: the changes of one seat map. @throws NotFound | InvalidInput for a bad cursor */
export async function watchSeatMap(
  { db, bus }: BookingServices,
  { showingId, after, signal }: WatchSeatMap,
): Promise<AsyncIterableIterator<SeatMapChange>> {
  const find = showingsRepository(db.manager).find;
  await checkExists('showing', showingId, ['showingId'], async (id) => (await find(id)) !== null);
  return eventStream({
    bus,
    contracts: [seatMapChangedV1],
    after,
    signal,
    isFor: ({ data }) => data.showingId === showingId,
  });
}
