import { optionalText, requireText } from '@marquee/shared/text';
import { normalizedEmail } from '../domain/email';
import { InvalidCredentials } from '../domain/errors';
import { readPassword } from '../domain/password';
import { usernameKey } from '../domain/username';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { checkPassword } from './checkPassword';
import type { Services } from './services';
import { type Device, type SignedIn, signIn } from './signIn';

export interface LogIn {
  readonly identifier: string;
  readonly password: string;
  readonly device: Device;
}

/**
 * Opens a session for the owner of the password, named by e-mail address or username.
 * @throws InvalidInput | InvalidCredentials | AccountLocked | AccountDisabled | RateLimited
 */
export async function logIn(services: Services, command: LogIn): Promise<SignedIn> {
  const identifier = readIdentifier(command.identifier);
  const password = readPassword(command.password);
  const { device } = command;
  const name = optionalText(device.name, ['input', 'deviceName'], { label: 'The device name', max: 100 });

  const user = await findUser(services, identifier);
  const check = { password, account: user, identifier, ipAddress: device.ipAddress };
  const isRight = await checkPassword(services, check);
  if (user === null || !isRight) throw new InvalidCredentials();
  return signIn(services, user, { ...device, name });
}

/** One spelling, so that the same account is meant however it is typed. Usernames have no `@`. */
function readIdentifier(value: string): string {
  const path = ['input', 'identifier'];
  const text = requireText(value, path, { label: 'The e-mail address or username', max: 254 });
  return text.includes('@') ? normalizedEmail(text) : usernameKey(text);
}

function findUser({ database }: Services, identifier: string): Promise<UserAccount | null> {
  const users = usersRepository(database.manager);
  return identifier.includes('@') ? users.findByEmail(identifier) : users.findByUsername(identifier);
}
