import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUserAccount1767225600100 implements MigrationInterface {
  readonly name = 'CreateUserAccount1767225600100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table user_account (
        id                     text collate "C" primary key,
        email                  text not null constraint user_account_email_key unique,
        username               text not null,
        username_key           text not null constraint user_account_username_key unique,
        display_name           text not null check (length(display_name) between 1 and 100),
        first_name             text check (length(first_name) between 1 and 100),
        last_name              text check (length(last_name) between 1 and 100),
        phone                  text,
        locale                 text not null,
        preferred_currency     text,
        password_hash          text not null,
        role                   text not null check (role in ('USER', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN')),
        is_active              boolean not null default true,
        email_verified_at      timestamptz(3),
        accepted_terms_version text,
        created_at             timestamptz(3) not null,
        updated_at             timestamptz(3) not null
      )`);
    await runner.query(`
      create table scope_grant (
        user_id    text collate "C" not null references user_account on delete cascade,
        scope      text collate "C" not null,
        granted_at timestamptz(3) not null,
        primary key (user_id, scope)
      )`);
    await runner.query(`
      create table user_duty (
        user_id text collate "C" not null references user_account on delete cascade,
        duty    text collate "C" not null check (duty in ('KITCHEN', 'COURIER')),
        primary key (user_id, duty)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table user_duty');
    await runner.query('drop table scope_grant');
    await runner.query('drop table user_account');
  }
}
