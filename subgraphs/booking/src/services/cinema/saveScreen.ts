import { isUniqueViolation } from '@marquee/shared/database';
import { InvalidInput } from '@marquee/shared/errors';
import { checkExists, getById, newId } from '@marquee/shared/ids';
import { requireText } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { factsRepository } from '../../persistence/factsRepository';
import { screensRepository } from '../../persistence/screensRepository';
import { theatersRepository } from '../../persistence/theatersRepository';
import type { BookingServices } from '../services';
import { tellOfShowings } from '../telling/tellOfShowings';

export interface SaveScreen {
  readonly id?: string | null | undefined;
  readonly theaterId: string;
  readonly name: string;
  readonly features?: readonly string[] | null | undefined;
}

const mostFeatures = 20;
const emptyPlan = { planVersion: 1, planWidth: 1, planHeight: 1 };
const theaterPath = ['input', 'theaterId'];

/**
 * Makes a screen, still without seats, or changes the one with that id; features that are left out stay. Returns its id.
 * @throws InvalidInput for another theater than the screen's, or a name that this has already | NotFound
 */
export async function saveScreen({ db }: BookingServices, command: SaveScreen): Promise<string> {
  const name = requireText(command.name, ['input', 'name'], { max: 120 });
  const features = command.features == null ? null : readFeatures(command.features);
  try {
    return await db.transaction((tx) => save(tx, command, name, features));
  } catch (error) {
    if (!isUniqueViolation(error, 'screen_name_once')) throw error;
    throw new InvalidInput('This theater has a screen of that name.', ['input', 'name']);
  }
}

async function save(
  tx: EntityManager,
  { id, theaterId }: SaveScreen,
  name: string,
  features: string[] | null,
): Promise<string> {
  const screens = screensRepository(tx);
  if (id == null) {
    await checkExists('theater', theaterId, theaterPath, theatersRepository(tx).exists);
    const made = { id: newId('screen'), theaterId, name, features: features ?? [], ...emptyPlan };
    await screens.insert(made);
    return made.id;
  }
  const current = await getById('screen', id, ['input', 'id'], screens.findForUpdate);
  if (current.theaterId !== theaterId) throw new InvalidInput('A screen stays in its theater.', theaterPath);
  await screens.update(current.id, { name, features: features ?? current.features });
  await tellOfShowings(tx, await factsRepository(tx).showingsToComeOf({ screenId: current.id }));
  return current.id;
}

function readFeatures(features: readonly string[]): string[] {
  const path = ['input', 'features'];
  if (features.length > mostFeatures) throw new InvalidInput(`There can be at most ${mostFeatures} features.`, path);
  return [...new Set(features.map((feature, index) => requireText(feature, [...path, index], { max: 60 })))];
}
