import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSavedAddress1767225600102 implements MigrationInterface {
  readonly name = 'CreateSavedAddress1767225600102';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table saved_address (
        id                  text collate "C" primary key,
        user_id             text collate "C" not null references user_account on delete cascade,
        label               text check (length(label) between 1 and 50),
        recipient           text,
        line1               text not null,
        line2               text,
        city                text not null,
        region              text,
        postal_code         text,
        country             text not null check (length(country) = 2),
        is_default_shipping boolean not null,
        is_default_billing  boolean not null,
        created_at          timestamptz(3) not null,
        updated_at          timestamptz(3) not null
      )`);
    await runner.query('create index saved_address_of_user on saved_address (user_id, id)');
    await runner.query(
      'create unique index saved_address_default_shipping on saved_address (user_id) where is_default_shipping',
    );
    await runner.query(
      'create unique index saved_address_default_billing on saved_address (user_id) where is_default_billing',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table saved_address');
  }
}
