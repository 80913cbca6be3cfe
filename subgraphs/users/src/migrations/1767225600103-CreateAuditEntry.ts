import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditEntry1767225600103 implements MigrationInterface {
  readonly name = 'CreateAuditEntry1767225600103';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign keys: what was done to an account outlives the account.
    await runner.query(`
      create table audit_entry (
        id        text collate "C" primary key,
        actor_id  text collate "C" not null,
        action    text not null check (action in ('ROLE_ASSIGN', 'SCOPE_GRANT', 'USER_STATUS_SET')),
        target_id text collate "C" not null,
        before    jsonb not null,
        after     jsonb not null,
        reason    text not null check (length(reason) between 1 and 500),
        at        timestamptz(3) not null
      )`);
    await runner.query('create index audit_entry_of_target on audit_entry (target_id, id)');
    await runner.query('create index audit_entry_of_actor on audit_entry (actor_id, id)');
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$`);
    await runner.query(`
      create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
      for each statement execute function refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_entry');
    await runner.query('drop function refuse_change()');
  }
}
