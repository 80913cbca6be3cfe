import { type AddressInput, readAddress } from '@marquee/shared/address';
import { InvalidInput, NotFound, Unauthenticated } from '@marquee/shared/errors';
import { newId } from '@marquee/shared/ids';
import { isStorable, optionalText } from '@marquee/shared/text';
import type { SavedAddress } from '../persistence/savedAddress.entity';
import { type SavedAddressesRepository, savedAddressesRepository } from '../persistence/savedAddressesRepository';
import { usersRepository } from '../persistence/usersRepository';
import type { Services } from './services';

export interface SaveAddress {
  /** Missing for a new one. */
  readonly id?: string | null | undefined;
  readonly label?: string | null | undefined;
  readonly address: AddressInput;
  readonly makeDefaultShipping: boolean;
  readonly makeDefaultBilling: boolean;
}

const maxAddresses = 20;

/**
 * Adds an address of the user, or replaces one. A new default takes the place of the old one.
 * @throws InvalidInput, also for one address too many | NotFound for an id that is not one of the user's addresses
 */
export async function saveAddress(services: Services, userId: string, command: SaveAddress): Promise<SavedAddress> {
  const label = optionalText(command.label, ['input', 'label'], { label: 'The label', max: 50 });
  const content = { label, ...readAddress(command.address, ['input', 'address']) };
  return services.database.transaction(async (tx) => {
    // One save or removal of a user at a time: neither the number of addresses nor the defaults are raced for.
    if ((await usersRepository(tx).lock(userId)) === null) throw new Unauthenticated();
    const addresses = savedAddressesRepository(tx);
    const now = services.now();
    const known = await knownAddress(addresses, userId, command.id ?? null);
    const saved: SavedAddress = {
      id: known?.id ?? newId('savedAddress'),
      userId,
      ...content,
      isDefaultShipping: command.makeDefaultShipping || (known?.isDefaultShipping ?? false),
      isDefaultBilling: command.makeDefaultBilling || (known?.isDefaultBilling ?? false),
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    };
    if (command.makeDefaultShipping) await addresses.clearDefault(userId, 'isDefaultShipping');
    if (command.makeDefaultBilling) await addresses.clearDefault(userId, 'isDefaultBilling');
    if (known === null) await addresses.insert(saved);
    else await addresses.update(saved.id, saved);
    return saved;
  });
}

async function knownAddress(
  addresses: SavedAddressesRepository,
  userId: string,
  id: string | null,
): Promise<SavedAddress | null> {
  if (id === null) {
    if ((await addresses.countOf(userId)) < maxAddresses) return null;
    throw new InvalidInput(`${maxAddresses} addresses are saved already; remove one first.`, ['input']);
  }
  const known = isStorable(id) ? await addresses.findOf(userId, id) : null;
  if (known === null) throw new NotFound('You have no such address.', { path: ['input', 'id'], missingId: id });
  return known;
}
