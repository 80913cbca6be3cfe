import { readUsername, usernameKey } from '../domain/username';
import { usersRepository } from '../persistence/usersRepository';
import type { Services } from './services';

/** Whether nobody has the username, in whatever spelling. @throws InvalidInput for what is no username */
export async function isUsernameAvailable({ database }: Services, value: string): Promise<boolean> {
  const username = readUsername(value, ['username']);
  return (await usersRepository(database.manager).findByUsername(usernameKey(username))) === null;
}
