import { type EntityManager, In } from 'typeorm';
import { UserNameEntity } from './userName.entity';

/** All queries on what users are called. */
export function userNamesRepository(db: EntityManager) {
  return {
    findByIds: (userIds: readonly string[]): Promise<UserNameEntity[]> =>
      db.findBy(UserNameEntity, { userId: In([...userIds]) }),

    async keep(userId: string, displayName: string): Promise<void> {
      await db.upsert(UserNameEntity, { userId, displayName }, ['userId']);
    },
  };
}
