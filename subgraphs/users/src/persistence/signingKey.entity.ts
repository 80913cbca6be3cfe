import type { PublicJwk } from '@marquee/shared/keys';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('signing_key')
export class SigningKey {
  @PrimaryColumn('text')
  kid!: string;

  @Column('jsonb', { name: 'public_jwk' })
  publicJwk!: PublicJwk;

  /** Encrypted; opened with the key that is derived from TOKEN_KEY_SECRET. */
  @Column('bytea', { name: 'sealed_private_key' })
  sealedPrivateKey!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** It is published before: whoever verifies tokens must know it by then. */
  @Column('timestamptz', { name: 'signs_from' })
  signsFrom!: Date;

  /** When the last token it signed is gone; null while nothing replaces it. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
