import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was called off of a payment before it was taken. */
export class AddWaivedAmount1767225913000 implements MigrationInterface {
  readonly name = 'AddWaivedAmount1767225913000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table payment add column waived_minor bigint not null default 0
        check (waived_minor between 0 and amount_minor)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table payment drop column waived_minor');
  }
}
