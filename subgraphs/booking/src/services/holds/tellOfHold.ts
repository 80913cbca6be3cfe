import { outbox } from '@marquee/shared/events';
import type { EntityManager } from 'typeorm';
import type { SeatHold } from '../../domain/seatHold';
import { showingTitle } from '../../domain/showingTitle';
import { seatHoldChanged } from '../../events/published';
import { factsRepository } from '../../persistence/factsRepository';

/** Tells what has just become of a hold with that many seats, and all that a basket shows of it. */
export async function tellOfHold(tx: EntityManager, hold: SeatHold, seatCount: number): Promise<void> {
  const nameOf = await factsRepository(tx).namesOfShowings([hold.showingId]);
  const title = showingTitle(nameOf(hold.showingId));
  await outbox(tx).append(seatHoldChanged(hold, { seatCount, title }));
}
