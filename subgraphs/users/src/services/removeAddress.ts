import { NotFound, Unauthenticated } from '@marquee/shared/errors';
import { isStorable } from '@marquee/shared/text';
import { savedAddressesRepository } from '../persistence/savedAddressesRepository';
import { usersRepository } from '../persistence/usersRepository';
import type { Services } from './services';

/** Forgets an address of the user; a default that goes leaves none. @throws NotFound */
export async function removeAddress({ database }: Services, userId: string, id: string): Promise<void> {
  await database.transaction(async (tx) => {
    if ((await usersRepository(tx).lock(userId)) === null) throw new Unauthenticated();
    const isRemoved = isStorable(id) && (await savedAddressesRepository(tx).delete(userId, id));
    if (!isRemoved) throw new NotFound('You have no such address.', { path: ['id'], missingId: id });
  });
}
