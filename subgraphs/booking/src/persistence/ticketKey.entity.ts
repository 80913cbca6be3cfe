import type { PublicJwk } from '@marquee/shared/keys';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ticket_key')
export class TicketKeyEntity {
  @PrimaryColumn('text')
  kid!: string;

  @Column('jsonb', { name: 'public_jwk' })
  publicJwk!: PublicJwk;

  /** Encrypted; opened with the key that is derived from TICKET_KEY_SECRET. */
  @Column('bytea', { name: 'sealed_private_key' })
  sealedPrivateKey!: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
