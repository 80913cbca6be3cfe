import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WaitlistState } from '../domain/waitlist';

@Entity('waitlist_entry')
export class WaitlistEntryEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'showing_id' })
  showingId!: string;

  @Column('text', { name: 'user_id' })
  userId!: string;

  @Column('integer', { name: 'party_size' })
  partySize!: number;

  @Column('text')
  state!: WaitlistState;

  /** What was offered. */
  @Column('text', { name: 'hold_id', nullable: true })
  holdId!: string | null;

  /** When the pause ends for which a waiting party was passed over. */
  @Column('timestamptz', { name: 'retry_at', nullable: true })
  retryAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
