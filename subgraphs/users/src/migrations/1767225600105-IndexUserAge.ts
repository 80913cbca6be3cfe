import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexUserAge1767225600105 implements MigrationInterface {
  readonly name = 'IndexUserAge1767225600105';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index user_account_age on user_account (created_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index user_account_age');
  }
}
