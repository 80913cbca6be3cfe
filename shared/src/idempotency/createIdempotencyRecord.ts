import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row for each key that a user has spent on an operation; listed in the migrations of every subgraph that needs it. */
export class CreateIdempotencyRecord1767225600002 implements MigrationInterface {
  readonly name = 'CreateIdempotencyRecord1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_record (
        user_id    text collate "C" not null,
        operation  text collate "C" not null,
        key        text collate "C" not null,
        body_hash  text collate "C" not null,
        outcome    jsonb,
        created_at timestamptz not null default now(),
        primary key (user_id, operation, key)
      )`);
    await runner.query('create index idempotency_record_age on idempotency_record (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_record');
  }
}
