import { Column, Entity, PrimaryColumn } from 'typeorm';

export type AuditAction = 'ROLE_ASSIGN' | 'SCOPE_GRANT' | 'USER_STATUS_SET';

/** One act of an administrator on an account. The table takes no update and no delete. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'actor_id' })
  actorId!: string;

  @Column('text')
  action!: AuditAction;

  @Column('text', { name: 'target_id' })
  targetId!: string;

  @Column('jsonb')
  before!: object;

  @Column('jsonb')
  after!: object;

  @Column('text')
  reason!: string;

  @Column('timestamptz')
  at!: Date;
}
