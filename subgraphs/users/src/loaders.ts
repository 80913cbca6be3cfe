import { isId } from '@marquee/shared/ids';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { type Grants, grantsRepository } from './persistence/grantsRepository';
import type { UserAccount } from './persistence/userAccount.entity';
import { usersRepository } from './persistence/usersRepository';

export interface Loaders {
  /** By id, null for an unknown one. What of it the viewer may see is decided by `viewFor`. */
  readonly user: DataLoader<string, UserAccount | null>;
  readonly grants: DataLoader<string, Grants>;
}

/** Made for each request, so that nothing one viewer loaded is answered to another. */
export function createLoaders({ manager }: DataSource): Loaders {
  return {
    user: new DataLoader(async (ids) => {
      // What is no id is not asked for: PostgreSQL refuses a NUL, and nothing else would be found.
      const found = await usersRepository(manager).findMany(ids.filter((id) => isId('user', id)));
      const byId = new Map(found.map((user) => [user.id, user]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    grants: new DataLoader((ids) => grantsRepository(manager).ofMany(ids)),
  };
}
