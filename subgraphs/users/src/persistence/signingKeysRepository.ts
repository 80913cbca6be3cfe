import { type EntityManager, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { SigningKey } from './signingKey.entity';

export interface SigningKeysRepository {
  /** Replicas that make or replace keys take turns until the transaction ends. */
  lockAll(): Promise<void>;
  /** Newest first. */
  unexpired(now: Date): Promise<SigningKey[]>;
  insert(key: SigningKey): Promise<void>;
  /** Every key that nothing has replaced so far ends then. */
  expireOthers(kid: string, expiresAt: Date): Promise<void>;
  deleteExpired(now: Date): Promise<void>;
}

const signingKeyLock = 4_207_100_010;

export function signingKeysRepository(manager: EntityManager): SigningKeysRepository {
  const keys = manager.getRepository(SigningKey);
  return {
    async lockAll() {
      await manager.query('select pg_advisory_xact_lock($1)', [signingKeyLock]);
    },
    unexpired: (now) =>
      keys.find({ where: [{ expiresAt: IsNull() }, { expiresAt: MoreThan(now) }], order: { signsFrom: 'DESC' } }),
    async insert(key) {
      await keys.insert(key);
    },
    async expireOthers(kid, expiresAt) {
      await keys
        .createQueryBuilder()
        .update({ expiresAt })
        .where('expires_at is null and kid <> :kid', { kid })
        .execute();
    },
    async deleteExpired(now) {
      await keys.delete({ expiresAt: LessThanOrEqual(now) });
    },
  };
}
