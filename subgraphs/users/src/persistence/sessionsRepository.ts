import { type EntityManager, In, IsNull, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm';
import { RefreshToken } from './refreshToken.entity';
import { Session } from './session.entity';

export interface SessionsRepository {
  insert(session: Session): Promise<void>;
  find(id: string): Promise<Session | null>;
  findMany(ids: readonly string[]): Promise<Session[]>;
  /** Of one user, neither revoked nor expired, the one used last first. */
  openOf(userId: string, now: Date): Promise<Session[]>;
  /** The row stays locked until the transaction ends: one refresh or revocation of a session at a time. */
  lock(id: string): Promise<Session | null>;
  /** Of one user, not yet revoked, locked in the order of their ids so that two callers cannot wait for each other. */
  lockAllOf(userId: string): Promise<Session[]>;
  update(id: string, changes: Partial<Session>): Promise<void>;
  revokedSince(since: Date): Promise<Session[]>;
  findToken(tokenHash: Buffer): Promise<RefreshToken | null>;
  addToken(token: Omit<RefreshToken, 'spentAt'>): Promise<void>;
  spendToken(tokenHash: Buffer, spentAt: Date): Promise<void>;
  /** Expired sessions and tokens; a session takes its tokens along. */
  deleteEndedBefore(time: Date): Promise<void>;
}

export function sessionsRepository(manager: EntityManager): SessionsRepository {
  const sessions = manager.getRepository(Session);
  const tokens = manager.getRepository(RefreshToken);
  return {
    async insert(session) {
      await sessions.insert(session);
    },
    find: (id) => sessions.findOneBy({ id }),
    findMany: (ids) => sessions.findBy({ id: In([...ids]) }),
    openOf: (userId, now) =>
      sessions.find({
        where: { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) },
        order: { lastSeenAt: 'DESC', id: 'DESC' },
      }),
    lock: (id) => sessions.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } }),
    lockAllOf: (userId) =>
      sessions.find({
        where: { userId, revokedAt: IsNull() },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      }),
    async update(id, changes) {
      await sessions.update({ id }, changes);
    },
    revokedSince: (since) => sessions.findBy({ revokedAt: MoreThanOrEqual(since) }),
    findToken: (tokenHash) => tokens.findOneBy({ tokenHash }),
    async addToken(token) {
      await tokens.insert({ ...token, spentAt: null });
    },
    async spendToken(tokenHash, spentAt) {
      await tokens.update({ tokenHash }, { spentAt });
    },
    async deleteEndedBefore(time) {
      await sessions.delete({ expiresAt: LessThan(time) });
      await tokens.delete({ expiresAt: LessThan(time) });
    },
  };
}
