import { openDatabase } from '@marquee/shared/database';
import type { Logger } from '@marquee/shared/logging';
import type { DataSource } from 'typeorm';
import { usersMigrations } from '../migrations';
import { AuditEntry } from './auditEntry.entity';
import { RefreshToken } from './refreshToken.entity';
import { SavedAddress } from './savedAddress.entity';
import { ScopeGrant } from './scopeGrant.entity';
import { Session } from './session.entity';
import { SigningKey } from './signingKey.entity';
import { UserAccount } from './userAccount.entity';
import { UserDuty } from './userDuty.entity';

/** Every table of users' own that TypeORM reads. */
export const usersEntities = [
  UserAccount,
  ScopeGrant,
  UserDuty,
  SavedAddress,
  AuditEntry,
  Session,
  RefreshToken,
  SigningKey,
];

/** Connects to the database of users and brings it up to date. */
export function openUsersDatabase(url: string, logger: Logger): Promise<DataSource> {
  return openDatabase({ url, applicationName: 'users', entities: usersEntities, migrations: usersMigrations, logger });
}
