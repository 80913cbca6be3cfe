import { checkTimeZone } from '@marquee/shared/database';
import { getById } from '@marquee/shared/ids';
import { changeTheater, type TheaterChanges } from '../../domain/theater';
import { factsRepository } from '../../persistence/factsRepository';
import { theatersRepository } from '../../persistence/theatersRepository';
import type { BookingServices } from '../services';
import { tellOfShowings } from '../telling/tellOfShowings';
import { tellOfTheaters } from '../telling/tellOfTheaters';

export interface UpdateTheater extends TheaterChanges {
  readonly id: string;
}

/** Changes what is given of a theater. @throws InvalidInput | NotFound */
export async function updateTheater({ db }: BookingServices, command: UpdateTheater): Promise<void> {
  await db.transaction(async (tx) => {
    const theaters = theatersRepository(tx);
    const current = await getById('theater', command.id, ['input', 'id'], theaters.findForUpdate);
    const changed = changeTheater(current, command);
    if (changed.timeZone !== current.timeZone) await checkTimeZone(tx, changed.timeZone, ['input', 'timeZone']);
    await theaters.update({ id: current.id, ...changed });
    await tellOfTheaters(tx, [current.id]);
    await tellOfShowings(tx, await factsRepository(tx).showingsToComeOf({ theaterId: current.id }));
  });
}
