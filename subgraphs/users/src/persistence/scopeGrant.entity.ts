import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A single scope beyond what the role carries. */
@Entity('scope_grant')
export class ScopeGrant {
  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text')
  scope!: string;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt!: Date;
}
