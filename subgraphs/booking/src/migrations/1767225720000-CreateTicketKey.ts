import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key that signs ticket codes. */
export class CreateTicketKey1767225720000 implements MigrationInterface {
  readonly name = 'CreateTicketKey1767225720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ticket_key (
        kid                text collate "C" primary key,
        public_jwk         jsonb not null,
        sealed_private_key bytea not null,
        created_at         timestamptz(3) not null
      )`);
    // There is one key for ever: codes do not expire, and who checks them offline has read the key once.
    await runner.query('create unique index ticket_key_is_one on ticket_key ((true))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ticket_key');
  }
}
