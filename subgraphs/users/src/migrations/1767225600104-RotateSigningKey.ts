import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RotateSigningKey1767225600104 implements MigrationInterface {
  readonly name = 'RotateSigningKey1767225600104';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signing_key add signs_from timestamptz(3)');
    await runner.query('update signing_key set signs_from = created_at');
    await runner.query('alter table signing_key alter signs_from set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table signing_key drop signs_from');
  }
}
