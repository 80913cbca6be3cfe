import { InvalidInput } from '@marquee/shared/errors';
import { getById, newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { ScreenInUse } from '../../domain/errors';
import { type PlanChange, planChange } from '../../domain/planChange';
import { labelOf } from '../../domain/seat';
import { readSeatPlan, type SeatInput, type SeatPlanInput } from '../../domain/seatPlan';
import type { ScreenEntity } from '../../persistence/screen.entity';
import { screensRepository } from '../../persistence/screensRepository';
import { seatsRepository } from '../../persistence/seatsRepository';
import { showingsRepository } from '../../persistence/showingsRepository';
import { announcePlan } from '../seats/announcePlan';
import type { BookingServices } from '../services';

export interface ReplaceSeatPlan extends SeatPlanInput {
  readonly screenId: string;
  readonly expectedVersion: number;
  /** Each names the screen too, as `seatCreate` needs it. */
  readonly seats: readonly (SeatInput & { readonly screenId: string })[];
}

/**
 * Gives a screen another plan. A seat with the row and number of one that is there stays that seat, blocked or not;
 * one that is left out goes, and is only kept for those who bought it.
 * @throws InvalidInput for a plan that cannot be, or that has moved on since | NotFound | ScreenInUse
 */
export async function replaceSeatPlan({ db }: BookingServices, command: ReplaceSeatPlan): Promise<void> {
  checkOneScreen(command);
  const plan = readSeatPlan(command);
  await db.transaction(async (tx) => {
    const screens = screensRepository(tx);
    const screen = await getById('screen', command.screenId, ['input', 'screenId'], screens.findForUpdate);
    checkVersion(screen, command.expectedVersion);
    // Seats are claimed under the lock of their showing: nobody takes one that is about to go.
    await showingsRepository(tx).lockToCome(screen.id);
    const change = planChange(await seatsRepository(tx).plansOf([screen.id]), plan.seats);
    await checkNotInUse(tx, change);
    const added = await applyChange(tx, screen.id, change);
    const { width: planWidth, height: planHeight } = plan;
    await screens.update(screen.id, { planVersion: screen.planVersion + 1, planWidth, planHeight });
    const changed = [...added, ...change.retyped];
    if (changed.length + change.gone.length > 0) await announcePlan(tx, screen.id, changed);
  });
}

function checkOneScreen({ screenId, seats }: ReplaceSeatPlan): void {
  const index = seats.findIndex((seat) => seat.screenId !== screenId);
  if (index >= 0) throw new InvalidInput('This seat is for another screen.', ['input', 'seats', index, 'screenId']);
}

function checkVersion({ planVersion }: ScreenEntity, expectedVersion: number): void {
  if (planVersion === expectedVersion) return;
  throw new InvalidInput(`The plan has moved on to version ${planVersion}.`, ['input', 'expectedVersion']);
}

async function checkNotInUse(tx: EntityManager, { gone, retyped }: PlanChange): Promise<void> {
  const inUse = await seatsRepository(tx).heldOrSoldOf([...gone, ...retyped]);
  if (inUse.length > 0) throw new ScreenInUse(inUse.map(labelOf), ['input', 'seats']);
}

/** Returns the ids of the seats that were not there. */
async function applyChange(tx: EntityManager, screenId: string, { gone, moved, added }: PlanChange): Promise<string[]> {
  const seats = seatsRepository(tx);
  // In this order, so that a place is free before another seat comes to it.
  await seats.remove(gone);
  await seats.move(moved);
  const rows = added.map((seat) => ({ ...seat, id: newId('seat'), screenId, isBlocked: false, isRetired: false }));
  await seats.insert(rows);
  return rows.map(({ id }) => id);
}
