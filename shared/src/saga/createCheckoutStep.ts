import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row for each step of a checkout that this subgraph was asked to take or undo; listed in the migrations of each that takes some. */
export class CreateCheckoutStep1767225600003 implements MigrationInterface {
  readonly name = 'CreateCheckoutStep1767225600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table checkout_step (
        saga_id  text collate "C" not null,
        step     text collate "C" not null,
        action   text collate "C" not null,
        outcome  jsonb,
        asked_at timestamptz not null default now(),
        primary key (saga_id, step, action)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table checkout_step');
  }
}
