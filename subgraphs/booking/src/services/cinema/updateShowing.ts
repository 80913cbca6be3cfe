import { InvalidInput } from '@marquee/shared/errors';
import { getById } from '@marquee/shared/ids';
import { type Money, readPrice } from '@marquee/shared/money';
import type { EntityManager } from 'typeorm';
import { ShowingAttended, ShowingClosed, ShowingOverlap } from '../../domain/errors';
import { type PriceTier, readPriceTiers } from '../../domain/prices';
import { rescheduleShowing } from '../../domain/rescheduleShowing';
import {
  checkSaleAhead,
  type ShowingSale,
  type ShowingState,
  type ShowingStatus,
  setSale,
  statusAt,
} from '../../domain/showing';
import { bookingsRepository } from '../../persistence/bookingsRepository';
import { databaseNow } from '../../persistence/databaseNow';
import { screensRepository } from '../../persistence/screensRepository';
import type { ShowingEntity } from '../../persistence/showing.entity';
import { lockShowing } from '../../persistence/showingLock';
import { isOverlap, showingsRepository } from '../../persistence/showingsRepository';
import type { BookingServices } from '../services';
import { tellOfShowings } from '../telling/tellOfShowings';
import { offerToWaitlist } from '../waitlist/offerToWaitlist';

export interface UpdateShowing {
  readonly id: string;
  readonly startsAt?: Date | null | undefined;
  readonly salesCloseAt?: Date | null | undefined;
  readonly basePrice?: Money | null | undefined;
  readonly priceTiers?: Parameters<typeof readPriceTiers>[0] | null | undefined;
  readonly status?: ShowingStatus | null | undefined;
}

const idPath = ['input', 'id'];
const pricePath = ['input', 'basePrice'];

/**
 * Changes what is given of a showing. Another beginning takes the end along, and the close of the sale. Where seats are
 * on sale then, those who wait are offered what is free.
 * @throws InvalidInput for times, prices, or another currency while seats are held or sold | NotFound | ShowingOverlap |
 * ShowingAttended | InvalidTransition for a status that cannot be set | ShowingClosed for a showing that is over or cancelled
 */
export async function updateShowing({ db }: BookingServices, command: UpdateShowing): Promise<void> {
  await db.transaction(async (tx) => {
    const showings = showingsRepository(tx);
    const found = await getById('showing', command.id, idPath, showings.find);
    // Before the showing itself, like everything that puts one somewhere, so that nothing waits in a circle.
    await screensRepository(tx).findForUpdate(found.screenId);
    const current = await getById('showing', command.id, idPath, showings.findForUpdate);
    const now = await databaseNow(tx);
    const sale: ShowingSale = command.status == null ? current.sale : setSale(current, command.status, now);
    checkNotOver(current, now);
    const priced = await changePrices(tx, current, command);
    const times = rescheduleShowing(current, command, now);
    if (times.startsAt.getTime() !== current.startsAt.getTime()) await checkNobodyCameIn(tx, current.id);
    if (command.status === 'ON_SALE') checkSaleAhead(times, now);
    await update(tx, current.id, { sale, ...priced, ...times });
    // Seats that became free while the sale was closed were offered to nobody.
    await offerToWaitlist(tx, await lockShowing(tx, current.id));
    await tellOfShowings(tx, [current.id]);
  });
}

function checkNotOver(showing: ShowingEntity, now: Date): void {
  const status = statusAt(showing, now);
  if (status === 'FINISHED') throw new ShowingClosed('This showing is over.', idPath);
  if (status === 'CANCELLED') throw new ShowingClosed('This showing was cancelled.', idPath);
}

/** Tickets admit once: whoever came in would stand outside at the new time. */
async function checkNobodyCameIn(tx: EntityManager, showingId: string): Promise<void> {
  // Locked, so that a door which lets somebody in at this moment is waited for, or finds the new time.
  const bookings = await bookingsRepository(tx).standingOfShowing(showingId);
  if (bookings.some(({ status }) => status === 'CHECKED_IN')) throw new ShowingAttended(['input', 'startsAt']);
}

type Prices = Pick<ShowingEntity, 'basePriceMinor' | 'currency'>;

async function changePrices(tx: EntityManager, current: ShowingEntity, command: UpdateShowing): Promise<Prices> {
  const showings = showingsRepository(tx);
  const priced = readBasePrice(current, command.basePrice);
  const tiers = command.priceTiers == null ? null : readPriceTiers(command.priceTiers, priced.currency);
  if (priced.currency !== current.currency) await checkMayChangeCurrency(tx, current, tiers);
  if (tiers !== null) await showings.replaceTiers(current.id, tiers);
  return priced;
}

function readBasePrice(current: Prices, basePrice: Money | null | undefined): Prices {
  if (basePrice == null) return { basePriceMinor: current.basePriceMinor, currency: current.currency };
  const { minor: basePriceMinor, currency } = readPrice(basePrice, pricePath);
  return { basePriceMinor, currency };
}

async function checkMayChangeCurrency(
  tx: EntityManager,
  { id, currency }: ShowingEntity,
  tiers: readonly PriceTier[] | null,
): Promise<void> {
  const showings = showingsRepository(tx);
  if (await showings.hasHeldOrSold(id)) {
    throw new InvalidInput(`Seats of this showing are held or sold in ${currency}.`, [...pricePath, 'currency']);
  }
  if (tiers === null && (await showings.tiersOf([id])).length > 0) {
    throw new InvalidInput('Give the prices by seat type in the new currency too.', ['input', 'priceTiers']);
  }
}

async function update(tx: EntityManager, id: string, changes: Prices & ShowingState): Promise<void> {
  try {
    await showingsRepository(tx).update(id, changes);
  } catch (error) {
    if (!isOverlap(error)) throw error;
    throw new ShowingOverlap(['input', 'startsAt']);
  }
}
