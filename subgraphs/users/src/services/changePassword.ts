import type { Viewer } from '@marquee/shared/auth';
import { InvalidInput, Unauthenticated } from '@marquee/shared/errors';
import type { EntityManager } from 'typeorm';
import { InvalidCredentials } from '../domain/errors';
import { readNewPassword, readPassword, requireStrength } from '../domain/password';
import { sessionsRepository } from '../persistence/sessionsRepository';
import type { UserAccount } from '../persistence/userAccount.entity';
import { usersRepository } from '../persistence/usersRepository';
import { checkOwnPassword } from './checkPassword';
import { knownWords } from './passwords/knownWords';
import { revokeSessions } from './revokeSessions';
import type { Services } from './services';

export interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly revokeOtherSessions: boolean;
}

const currentPath = ['input', 'currentPassword'];
const newPath = ['input', 'newPassword'];

/**
 * Replaces the password of someone who knows the current one, and ends their other sessions unless they want them kept.
 * @throws InvalidInput | WeakPassword | InvalidCredentials | AccountLocked after too many wrong ones | TooManySignIns
 */
export async function changePassword(services: Services, viewer: Viewer, command: ChangePassword): Promise<void> {
  const { database, passwords } = services;
  const current = readPassword(command.currentPassword, currentPath);
  const wanted = readNewPassword(command.newPassword, newPath);
  if (wanted === current) throw new InvalidInput('The new password is the current one.', newPath);
  const user = await usersRepository(database.manager).find(viewer.userId);
  if (user === null || !user.isActive) throw new Unauthenticated();

  // Proved first: how strong a password is costs a thread's time, and is for its owner to learn.
  if (!(await checkOwnPassword(services, user, current))) throw wrongPassword();
  requireStrength(await passwords.strengthOf(wanted, knownWords(user)), newPath);
  const passwordHash = await passwords.hash(wanted);
  await database.transaction(async (tx) => {
    await replaceHash(tx, user, passwordHash, services.now());
    if (command.revokeOtherSessions) await revokeOthers(tx, viewer, services.now());
  });
}

/** Of two changes at once the second finds another hash than the one it checked: its current password is not current. */
async function replaceHash(tx: EntityManager, checked: UserAccount, passwordHash: string, now: Date): Promise<void> {
  const users = usersRepository(tx);
  const user = await users.lock(checked.id);
  if (user?.passwordHash !== checked.passwordHash) throw wrongPassword();
  await users.update(user.id, { passwordHash, updatedAt: now });
}

async function revokeOthers(tx: EntityManager, { userId, sessionId }: Viewer, now: Date): Promise<void> {
  const sessions = await sessionsRepository(tx).lockAllOf(userId);
  const others = sessions.filter(({ id }) => id !== sessionId);
  await revokeSessions(tx, others, now);
}

function wrongPassword(): InvalidCredentials {
  return new InvalidCredentials('The current password is not right.', currentPath);
}
