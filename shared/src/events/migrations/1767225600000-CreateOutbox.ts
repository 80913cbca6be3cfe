import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutbox1767225600000 implements MigrationInterface {
  name = 'CreateOutbox1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        id bigint generated always as identity primary key,
        event_id text collate "C" not null,
        type text collate "C" not null,
        aggregate_id text collate "C" not null,
        envelope jsonb not null,
        appended_at timestamptz not null default now(),
        published_at timestamptz
      )`);
    // The relay reads the waiting rows only, however many published ones are still kept.
    await runner.query('create index outbox_waiting on outbox (id) where published_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table outbox');
  }
}
