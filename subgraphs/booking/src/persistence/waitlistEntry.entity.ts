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

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
