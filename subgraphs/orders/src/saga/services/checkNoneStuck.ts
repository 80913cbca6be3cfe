import type { DataSource } from 'typeorm';
import { sagasRepository } from '../persistence/sagasRepository';

/** Succeeds while no saga needs a person: what health asks, so that an alarm can hang on it. @throws Error */
export async function checkNoneStuck(db: DataSource): Promise<void> {
  const stuck = await sagasRepository(db.manager).countStuck();
  if (stuck > 0) throw new Error(`sagas that are stuck: ${stuck}`);
}
