import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { SigningKey } from './signingKey.entity';

export interface SigningKeysRepository {
  /** Replicas that start together take turns until the transaction ends. */
  lockAll(): Promise<void>;
  /** Newest first. */
  unexpired(now: Date): Promise<SigningKey[]>;
  insert(key: SigningKey): Promise<void>;
}

const signingKeyLock = 4_207_100_010;

export function signingKeysRepository(manager: EntityManager): SigningKeysRepository {
  const keys = manager.getRepository(SigningKey);
  return {
    async lockAll() {
      await manager.query('select pg_advisory_xact_lock($1)', [signingKeyLock]);
    },
    unexpired: (now) =>
      keys.find({ where: [{ expiresAt: IsNull() }, { expiresAt: MoreThan(now) }], order: { createdAt: 'DESC' } }),
    async insert(key) {
      await keys.insert(key);
    },
  };
}
