import { InvalidInput } from '@marquee/shared/errors';
import { runOnce } from '@marquee/shared/idempotency';
import { getById, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { checkPartySize, checkSeatCount } from '../../domain/seatHold';
import { checkOnSale } from '../../domain/showing';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import { lockShowing } from '../../persistence/showingLock';
import { showingsRepository } from '../../persistence/showingsRepository';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { releaseDueOf } from '../seats/releaseDueSeats';
import type { BookingServices } from '../services';
import { offerToWaitlist } from './offerToWaitlist';

export interface JoinWaitlist {
  readonly showingId: string;
  readonly partySize: number;
  readonly idempotencyKey?: string | null | undefined;
}

const showingPath = ['input', 'showingId'];
const partySizePath = ['input', 'partySize'];

/**
 * Queues the user for seats together; when they are free already they are offered at once. Returns the entry's id.
 * @throws NotFound | ShowingClosed | InvalidInput for a party that cannot be, or who is in the queue | HoldLimit for more
 * seats than anybody may have, with those that the user has | IdempotencyKeyReused
 */
export async function joinWaitlist(
  { db }: BookingServices,
  userId: string,
  { idempotencyKey: key, ...command }: JoinWaitlist,
): Promise<string> {
  checkPartySize(command.partySize, partySizePath);
  if (key == null) return db.transaction(async (tx) => (await join(tx, userId, command)).entryId);
  const claim = { userId, operation: 'waitlistJoin', key, body: command };
  const { result } = await runOnce(db, claim, (tx) => join(tx, userId, command));
  return result.entryId;
}

async function join(
  tx: EntityManager,
  userId: string,
  { showingId, partySize }: Pick<JoinWaitlist, 'showingId' | 'partySize'>,
): Promise<{ entryId: string }> {
  await getById('showing', showingId, showingPath, showingsRepository(tx).find);
  const locked = await lockShowing(tx, showingId);
  checkOnSale(locked.showing, locked.now, showingPath);
  await releaseDueOf(tx, locked);
  const waitlist = waitlistRepository(tx);
  if ((await waitlist.standingOf(userId, showingId)) !== null) {
    throw new InvalidInput('You are in the queue for this showing already.', showingPath);
  }
  // Who has too many seats would wait for nothing. A pause refuses nobody: it ends by itself.
  const history = await seatHoldsRepository(tx).historyOf(userId, showingId, locked.now);
  checkSeatCount(history, partySize, partySizePath);
  const entryId = newId('waitlistEntry');
  const createdAt = locked.now;
  const isNew = { state: 'WAITING', holdId: null, retryAt: null } as const;
  await waitlist.insert({ id: entryId, showingId, userId, partySize, ...isNew, createdAt });
  await offerToWaitlist(tx, locked);
  return { entryId };
}
