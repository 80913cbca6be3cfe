import type { DataSource } from 'typeorm';
import type { Passwords } from './passwords/passwords';
import type { SigningKeys } from './tokens/signingKeys';

/** What the use cases work with. */
export interface Services {
  readonly database: DataSource;
  readonly passwords: Passwords;
  readonly signingKeys: SigningKeys;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly now: () => Date;
}
