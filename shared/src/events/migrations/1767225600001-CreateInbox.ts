import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInbox1767225600001 implements MigrationInterface {
  name = 'CreateInbox1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table inbox (
        handler text collate "C" not null,
        event_id text collate "C" not null,
        claimed_at timestamptz not null default now(),
        primary key (handler, event_id)
      )`);
    await runner.query('create index inbox_claimed_at on inbox (claimed_at)');
    await runner.query(`
      create table dead_letter (
        id bigint generated always as identity primary key,
        consumer_group text collate "C" not null,
        handler text collate "C" not null,
        event_id text collate "C" not null,
        type text collate "C" not null,
        envelope jsonb not null,
        error text not null,
        attempts integer not null,
        failed_at timestamptz not null default now(),
        unique (handler, event_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dead_letter');
    await runner.query('drop table inbox');
  }
}
