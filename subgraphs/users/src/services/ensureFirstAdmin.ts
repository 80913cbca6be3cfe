import type { Logger } from '@marquee/shared/logging';
import { readEmail } from '../domain/email';
import { EmailTaken } from '../domain/errors';
import { readNewPassword, requireStrength } from '../domain/password';
import { usersRepository } from '../persistence/usersRepository';
import { createAccount } from './createAccount';
import type { Services } from './services';

/**
 * Makes the SUPER_ADMIN whom the operator names, once. An account that already has this address stays as it is,
 * password and role: whoever registered it first has not proved that the address is theirs.
 * @throws InvalidInput | WeakPassword
 */
export async function ensureFirstAdmin(
  services: Pick<Services, 'database' | 'passwords' | 'now'>,
  admin: { readonly email: string; readonly password: string },
  logger: Logger,
): Promise<void> {
  const email = readEmail(admin.email);
  const known = await usersRepository(services.database.manager).findByEmail(email);
  if (known !== null) {
    if (known.role !== 'SUPER_ADMIN') logger.warn('MARQUEE_ADMIN_EMAIL belongs to an account that is no SUPER_ADMIN');
    return;
  }
  const password = readNewPassword(admin.password);
  requireStrength(await services.passwords.strengthOf(password, [email, 'marquee', 'admin']));
  const passwordHash = await services.passwords.hash(password);
  try {
    await services.database.transaction((tx) =>
      createAccount(tx, { ...nobody, email, passwordHash, role: 'SUPER_ADMIN' }, services.now()),
    );
  } catch (error) {
    // Another replica started at the same moment and was first.
    if (!(error instanceof EmailTaken)) throw error;
  }
}

const nobody = {
  username: null,
  displayName: 'Administrator',
  firstName: null,
  lastName: null,
  phone: null,
  locale: 'en',
  acceptedTermsVersion: null,
};
