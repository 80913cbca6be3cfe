import { newId } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import { AuditEntry } from './auditEntry.entity';

export interface AuditRepository {
  /** Acts of administrators take turns until the transaction ends: each sees what the one before has changed. */
  lock(): Promise<void>;
  append(entry: Omit<AuditEntry, 'id'>): Promise<void>;
}

const administrationLock = 4_207_100_011;

export function auditRepository(manager: EntityManager): AuditRepository {
  return {
    async lock() {
      await manager.query('select pg_advisory_xact_lock($1)', [administrationLock]);
    },
    async append(entry) {
      await manager.insert(AuditEntry, { ...entry, id: newId('auditEntry') });
    },
  };
}
