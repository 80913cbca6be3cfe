import { type EventOf, seatHoldChangedV1, type TailedEvent } from '@marquee/shared/events';
import { eventStream } from '@marquee/shared/subscriptions';
import type { SeatHold } from '../../domain/seatHold';
import type { BookingServices } from '../services';
import { getOwnHold } from './ownHold';

type HoldFact = EventOf<typeof seatHoldChangedV1>;

/** What happened to a hold, with the cursor to resume after it. */
export type SeatHoldChange = TailedEvent<HoldFact>;

export interface WatchSeatHold {
  readonly holdId: string;
  readonly after: string | null;
  readonly signal: AbortSignal | undefined;
}

/** From now on, or after a cursor: what happens to the user's hold. @throws NotFound | InvalidInput */
export async function watchSeatHold(
  { db, bus }: BookingServices,
  userId: string,
  { holdId, after, signal }: WatchSeatHold,
): Promise<AsyncIterableIterator<SeatHoldChange>> {
  await getOwnHold(db.manager, userId, holdId, ['holdId']);
  return eventStream({
    bus,
    contracts: [seatHoldChangedV1],
    after,
    signal,
    isFor: ({ data }) => data.holdId === holdId && data.userId === userId,
  });
}

/** A hold as it is now, or as it was at that moment. */
export interface SeenHold extends SeatHold {
  readonly asOf?: Date;
}

/** The hold as it stood right after the event: two quick steps are not both shown as the second. */
export function holdAsOf({ data, occurredAt }: HoldFact, hold: SeatHold): SeenHold {
  const { state, extensionsLeft, version } = data;
  if (version === hold.version) return hold;
  const asOf = new Date(occurredAt);
  return { ...hold, state, extensionsLeft, version, expiresAt: new Date(data.expiresAt), updatedAt: asOf, asOf };
}
