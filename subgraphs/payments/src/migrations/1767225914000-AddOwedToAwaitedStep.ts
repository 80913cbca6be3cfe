import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a step wants given back, while it waits until it is known how much is left. */
export class AddOwedToAwaitedStep1767225914000 implements MigrationInterface {
  readonly name = 'AddOwedToAwaitedStep1767225914000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table awaited_step add column owed jsonb check (owed is null or refund_id is null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table awaited_step drop column owed');
  }
}
