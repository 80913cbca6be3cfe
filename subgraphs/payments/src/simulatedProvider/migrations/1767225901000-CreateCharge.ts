import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The charges of the simulated provider, its own books of them, and the webhooks that it owes. */
export class CreateCharge1767225901000 implements MigrationInterface {
  readonly name = 'CreateCharge1767225901000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table charge (
        id               text collate "C" primary key,
        reference        text collate "C" not null constraint charge_once unique,
        token            text collate "C" not null,
        status           text collate "C" not null check (status in
          ('requires_action', 'authorised', 'declined', 'cancelled')),
        amount_minor     bigint not null check (amount_minor > 0),
        currency         text collate "C" not null,
        authorised_minor bigint not null check (authorised_minor between 0 and amount_minor),
        captured_minor   bigint not null check (captured_minor between 0 and authorised_minor),
        refunded_minor   bigint not null check (refunded_minor between 0 and captured_minor),
        decline_code     text,
        is_retryable     boolean not null,
        return_url       text,
        action_secret    text,
        version          integer not null
      )`);
    await runner.query(`
      create table charge_refund (
        reference    text collate "C" primary key,
        charge_id    text collate "C" not null references charge (id),
        amount_minor bigint not null check (amount_minor > 0),
        refunded_at  timestamptz not null default now()
      )`);
    await runner.query('create index charge_refund_of_charge on charge_refund (charge_id, refunded_at)');
    await runner.query(`
      create table book_entry (
        position     bigint generated always as identity primary key,
        charge_id    text collate "C" not null references charge (id),
        kind         text collate "C" not null check (kind in ('CAPTURE', 'REFUND')),
        amount_minor bigint not null check (amount_minor > 0),
        currency     text collate "C" not null,
        booked_at    timestamptz not null default now()
      )`);
    await runner.query(`
      create table webhook_delivery (
        position     bigint generated always as identity primary key,
        body         text not null,
        due_at       timestamptz not null,
        tries        integer not null default 0,
        delivered_at timestamptz
      )`);
    await runner.query('create index webhook_delivery_due on webhook_delivery (due_at) where delivered_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook_delivery, book_entry, charge_refund, charge');
  }
}
