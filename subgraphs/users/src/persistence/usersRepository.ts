import { type EntityManager, In } from 'typeorm';
import { EmailTaken, UsernameTaken } from '../domain/errors';
import { UserAccount } from './userAccount.entity';

export interface UsersRepository {
  find(id: string): Promise<UserAccount | null>;
  findMany(ids: readonly string[]): Promise<UserAccount[]>;
  findByEmail(email: string): Promise<UserAccount | null>;
  findManyByEmail(emails: readonly string[]): Promise<UserAccount[]>;
  findByUsername(usernameKey: string): Promise<UserAccount | null>;
  /** The row stays locked until the transaction ends. */
  lock(id: string): Promise<UserAccount | null>;
  /** The row stays as it is until the transaction ends; others may read it so, too. */
  lockForReading(id: string): Promise<UserAccount | null>;
  /** @throws EmailTaken | UsernameTaken, and the transaction may go on */
  insert(user: UserAccount): Promise<void>;
  update(id: string, changes: Partial<UserAccount>): Promise<void>;
}

export function usersRepository(manager: EntityManager): UsersRepository {
  const users = manager.getRepository(UserAccount);
  return {
    find: (id) => users.findOneBy({ id }),
    findMany: (ids) => users.findBy({ id: In([...ids]) }),
    findByEmail: (email) => users.findOneBy({ email }),
    findByUsername: (usernameKey) => users.findOneBy({ usernameKey }),
    findManyByEmail: (emails) => users.findBy({ email: In([...emails]) }),
    lock: (id) => users.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }),
    lockForReading: (id) => users.findOne({ where: { id }, lock: { mode: 'pessimistic_read' } }),
    async insert(user) {
      const { raw } = await users.createQueryBuilder().insert().values(user).orIgnore().returning('id').execute();
      if ((raw as unknown[]).length === 1) return;
      throw (await users.existsBy({ email: user.email })) ? new EmailTaken() : new UsernameTaken();
    },
    async update(id, changes) {
      await users.update({ id }, changes);
    },
  };
}
