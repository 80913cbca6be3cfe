import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSession1767225600101 implements MigrationInterface {
  readonly name = 'CreateSession1767225600101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table session (
        id           text collate "C" primary key,
        user_id      text collate "C" not null references user_account on delete cascade,
        device_name  text,
        user_agent   text,
        ip_address   text,
        created_at   timestamptz(3) not null,
        last_seen_at timestamptz(3) not null,
        expires_at   timestamptz(3) not null,
        revoked_at   timestamptz(3)
      )`);
    await runner.query('create index session_of_user on session (user_id) where revoked_at is null');
    await runner.query('create index session_revoked on session (revoked_at) where revoked_at is not null');
    await runner.query('create index session_expiry on session (expires_at)');
    await runner.query(`
      create table refresh_token (
        token_hash bytea primary key check (length(token_hash) = 32),
        session_id text collate "C" not null references session on delete cascade,
        expires_at timestamptz(3) not null,
        spent_at   timestamptz(3)
      )`);
    await runner.query('create index refresh_token_of_session on refresh_token (session_id)');
    await runner.query(`
      create table login_attempt (
        subject      text collate "C" primary key,
        attempted_at timestamptz(3)[] not null
      )`);
    await runner.query(`
      create table signing_key (
        kid                text collate "C" primary key,
        public_jwk         jsonb not null,
        sealed_private_key bytea not null,
        created_at         timestamptz(3) not null,
        expires_at         timestamptz(3)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signing_key');
    await runner.query('drop table login_attempt');
    await runner.query('drop table refresh_token');
    await runner.query('drop table session');
  }
}
