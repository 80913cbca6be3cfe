import { type EntityManager, In } from 'typeorm';
import { SavedAddress } from './savedAddress.entity';

export type DefaultKind = 'isDefaultShipping' | 'isDefaultBilling';

export interface SavedAddressesRepository {
  findMany(ids: readonly string[]): Promise<SavedAddress[]>;
  /** Of these users, oldest first. */
  ofMany(userIds: readonly string[]): Promise<SavedAddress[]>;
  findOf(userId: string, id: string): Promise<SavedAddress | null>;
  countOf(userId: string): Promise<number>;
  insert(address: SavedAddress): Promise<void>;
  update(id: string, changes: Partial<SavedAddress>): Promise<void>;
  /** No address of the user is the default of that kind any more. */
  clearDefault(userId: string, kind: DefaultKind): Promise<void>;
  /** False when the user has no such address. */
  delete(userId: string, id: string): Promise<boolean>;
}

/** Who changes addresses holds the lock on their user, so that counts and defaults stay true. */
export function savedAddressesRepository(manager: EntityManager): SavedAddressesRepository {
  const addresses = manager.getRepository(SavedAddress);
  return {
    findMany: (ids) => addresses.findBy({ id: In([...ids]) }),
    ofMany: (userIds) => addresses.find({ where: { userId: In([...userIds]) }, order: { id: 'ASC' } }),
    findOf: (userId, id) => addresses.findOneBy({ userId, id }),
    countOf: (userId) => addresses.countBy({ userId }),
    async insert(address) {
      await addresses.insert(address);
    },
    async update(id, changes) {
      await addresses.update({ id }, changes);
    },
    async clearDefault(userId, kind) {
      await addresses.update({ userId, [kind]: true }, { [kind]: false });
    },
    async delete(userId, id) {
      const { affected } = await addresses.delete({ userId, id });
      return affected === 1;
    },
  };
}
