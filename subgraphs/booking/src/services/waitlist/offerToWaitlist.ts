import type { EntityManager } from 'typeorm';
import { isTooMany, pausedUntil } from '../../domain/seatHold';
import { statusAt } from '../../domain/showing';
import { seatClaimsRepository } from '../../persistence/seatClaimsRepository';
import { seatHoldsRepository } from '../../persistence/seatHoldsRepository';
import type { LockedShowing } from '../../persistence/showingLock';
import type { WaitlistEntryEntity } from '../../persistence/waitlistEntry.entity';
import { waitlistRepository } from '../../persistence/waitlistRepository';
import { makeHold } from '../holds/makeHold';
import { chooseSeats } from '../seats/chooseSeats';
import { expireDueClaims } from '../seats/expireDueClaims';
import { offerBlocks } from '../seats/offerBlocks';

/**
 * Gives free seats to those who wait for them, the longest first; a party that does not fit, or may hold no more, is
 * passed over. An offer is a hold like any other. Called in the transaction that freed the seats, so that nobody is
 * faster than the queue; and again by the sweep when a pause is over for which somebody was passed over.
 */
export async function offerToWaitlist(tx: EntityManager, locked: LockedShowing): Promise<void> {
  const { showing, now } = locked;
  if (statusAt(showing, now) !== 'ON_SALE') return;
  // Seats whose time ran out are free, and would be offered: nothing may stand in the way of their new claims.
  await expireDueClaims(tx, locked);
  const waitlist = waitlistRepository(tx);
  await waitlist.endPauses(showing.id, now);
  let mostSeats = await countFree(tx, locked);
  // By the very size: three may find nothing between pairs where two and four do.
  const exceptSizes: number[] = [];
  const next = (behind: string) => waitlist.nextWaiting(showing.id, { behind, mostSeats, exceptSizes });
  for (let entry = await next(''); entry !== null; entry = await next(entry.id)) {
    const answer = await offer(tx, locked, entry);
    if (answer === 'OFFERED') mostSeats -= entry.partySize;
    if (answer === 'NO_SEATS') exceptSizes.push(entry.partySize);
  }
}

async function countFree(tx: EntityManager, { showing, now }: LockedShowing): Promise<number> {
  const [counts] = await seatClaimsRepository(tx).countsOf([showing.id], now);
  return counts?.available ?? 0;
}

async function offer(
  tx: EntityManager,
  locked: LockedShowing,
  { id, userId, partySize }: WaitlistEntryEntity,
): Promise<'OFFERED' | 'NO_SEATS' | 'MAY_NOT_HOLD'> {
  const { showing, now } = locked;
  const waitlist = waitlistRepository(tx);
  const history = await seatHoldsRepository(tx).historyOf(userId, showing.id, now);
  if (isTooMany(history, partySize)) return 'MAY_NOT_HOLD';
  const until = pausedUntil(history, now);
  if (until !== null) {
    await waitlist.retry(id, until);
    return 'MAY_NOT_HOLD';
  }
  const [best] = await offerBlocks(tx, locked, { partySize, limit: 1 });
  if (best === undefined) return 'NO_SEATS';
  const choices = best.seatIds.map((seatId) => ({ seatId, audience: 'ADULT' as const }));
  const hold = await makeHold(tx, locked, userId, await chooseSeats(tx, locked, choices, []));
  await waitlist.offer(id, hold.id);
  return 'OFFERED';
}
