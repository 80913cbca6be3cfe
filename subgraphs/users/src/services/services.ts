import type { DataSource } from 'typeorm';
import type { UserAccount } from '../persistence/userAccount.entity';
import type { PasswordService, Passwords } from './passwords/passwords';
import type { SharedRuns } from './sharedRuns';
import type { SigningKeys } from './tokens/signingKeys';

/** What the use cases work with. */
export interface Services {
  readonly database: DataSource;
  readonly passwords: Passwords;
  readonly signingKeys: SigningKeys;
  /** Registrations under way that carry an idempotency key. */
  readonly registrations: SharedRuns<UserAccount>;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly now: () => Date;
}

/** What lives as long as the process. */
export interface ProcessServices extends Services {
  readonly passwords: PasswordService;
}

/** What one request works with, whose answer has a time to come by. */
export function servicesFor(services: ProcessServices, signal?: AbortSignal): Services {
  return { ...services, passwords: services.passwords.forRequest(signal) };
}
