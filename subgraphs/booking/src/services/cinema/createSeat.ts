import { InvalidInput } from '@marquee/shared/errors';
import { getById, newId } from '@marquee/shared/ids';
import { labelOf } from '../../domain/seat';
import { placeOf } from '../../domain/seatPlace';
import { mostSeats, type PlannedSeat, readSeat, type SeatInput } from '../../domain/seatPlan';
import { screensRepository } from '../../persistence/screensRepository';
import { seatsRepository } from '../../persistence/seatsRepository';
import { announcePlan } from '../seats/announcePlan';
import type { BookingServices } from '../services';

export interface CreateSeat extends SeatInput {
  readonly screenId: string;
}

/**
 * Adds a seat to the plan of a screen, which grows where it has no room. Returns the seat's id.
 * @throws InvalidInput for a label or a place that another seat has | NotFound
 */
export async function createSeat({ db }: BookingServices, command: CreateSeat): Promise<string> {
  const { row, number, type, section } = readSeat(command, ['input']);
  return db.transaction(async (tx) => {
    const [screens, seats] = [screensRepository(tx), seatsRepository(tx)];
    const screen = await getById('screen', command.screenId, ['input', 'screenId'], screens.findForUpdate);
    const plan = await seats.plansOf([screen.id]);
    const { x, y } = placeOf({ row, x: command.x, y: command.y }, plan);
    const seat = { row, number, type, section, x, y };
    checkFits(seat, plan);
    const id = newId('seat');
    await seats.insert([{ ...seat, id, screenId: screen.id, isBlocked: false, isRetired: false }]);
    await screens.update(screen.id, {
      planVersion: screen.planVersion + 1,
      planWidth: Math.max(screen.planWidth, x),
      planHeight: Math.max(screen.planHeight, y),
    });
    await announcePlan(tx, screen.id, [id]);
    return id;
  });
}

function checkFits(seat: PlannedSeat, plan: readonly PlannedSeat[]): void {
  if (plan.length >= mostSeats) {
    throw new InvalidInput(`A screen has at most ${mostSeats} seats.`, ['input', 'screenId']);
  }
  if (plan.some((other) => labelOf(other) === labelOf(seat))) {
    throw new InvalidInput(`There is a seat ${labelOf(seat)} already.`, ['input', 'number']);
  }
  if (plan.some(({ x, y }) => x === seat.x && y === seat.y)) {
    throw new InvalidInput('There is a seat in this place already.', ['input', 'x']);
  }
}
