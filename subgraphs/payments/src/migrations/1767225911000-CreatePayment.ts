import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Means of payment, what can be paid for, payments with what is asked of their provider, and refunds. */
export class CreatePayment1767225911000 implements MigrationInterface {
  readonly name = 'CreatePayment1767225911000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table payment_method (
        id             text collate "C" primary key,
        user_id        text collate "C" not null,
        kind           text collate "C" not null check (kind in
          ('CARD', 'WALLET', 'BANK_TRANSFER', 'STORE_CREDIT', 'CASH_ON_DELIVERY')),
        provider_token text not null,
        brand          text,
        last4          text,
        expiry_month   integer,
        expiry_year    integer,
        is_default     boolean not null,
        created_at     timestamptz(3) not null,
        removed_at     timestamptz(3),
        check (removed_at is null or not is_default)
      )`);
    await runner.query(`create index payment_method_of_user on payment_method (user_id, id) where removed_at is null`);
    await runner.query(`
      create unique index payment_method_once on payment_method (user_id, provider_token) where removed_at is null`);
    await runner.query('create unique index payment_method_default on payment_method (user_id) where is_default');

    await runner.query(`
      create table payable (
        subject_id   text collate "C" primary key,
        customer_id  text collate "C" not null,
        amount_minor bigint not null check (amount_minor >= 0),
        currency     text collate "C" not null,
        is_open      boolean not null,
        is_over      boolean not null,
        version      integer not null,
        check (not (is_open and is_over))
      )`);

    await runner.query(`
      create table payment (
        id                text collate "C" primary key,
        transaction_id    text collate "C" constraint payment_transaction_once unique,
        payer_id          text collate "C" not null,
        subject_id        text collate "C" not null,
        method_id         text collate "C" not null references payment_method (id),
        provider          text collate "C" not null check (provider in ('simulated', 'cash')),
        saga_id           text collate "C",
        capture_later     boolean not null,
        status            text collate "C" not null check (status in ('PENDING', 'REQUIRES_ACTION', 'AUTHORISED',
          'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED', 'PARTIALLY_REFUNDED', 'REFUNDED')),
        currency          text collate "C" not null,
        amount_minor      bigint not null check (amount_minor > 0),
        authorised_minor  bigint not null check (authorised_minor between 0 and amount_minor),
        captured_minor    bigint not null check (captured_minor between 0 and authorised_minor),
        refunded_minor    bigint not null check (refunded_minor between 0 and captured_minor),
        return_url        text,
        next_action_url   text,
        action_expires_at timestamptz(3) not null,
        decline_code      text,
        is_retryable      boolean not null,
        called_off_because text,
        provider_version  integer not null,
        version           integer not null,
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null
      )`);
    // Whatever the code believes, nobody pays twice for one thing: the second must wait until the first came to nothing.
    await runner.query(`
      create unique index payment_of_subject_once on payment (subject_id) where status not in ('FAILED', 'CANCELLED')`);
    await runner.query('create index payment_of_subject on payment (subject_id, id)');
    await runner.query('create index payment_of_payer on payment (payer_id, id)');
    await runner.query(`
      create index payment_waiting on payment (action_expires_at) where status = 'REQUIRES_ACTION'`);

    await runner.query(`
      create table refund (
        id           text collate "C" primary key,
        payment_id   text collate "C" not null references payment (id),
        reference    text,
        currency     text collate "C" not null,
        amount_minor bigint not null check (amount_minor > 0),
        reason       text,
        status       text collate "C" not null check (status in ('PENDING', 'COMPLETED', 'FAILED')),
        created_at   timestamptz(3) not null,
        constraint refund_once unique (payment_id, reference)
      )`);
    await runner.query('create index refund_of_payment on refund (payment_id, id)');

    await runner.query(`
      create table payment_attempt (
        payment_id   text collate "C" not null references payment (id),
        number       integer not null,
        provider     text collate "C" not null,
        outcome      text collate "C" not null,
        decline_code text,
        latency_ms   integer,
        at           timestamptz(3) not null,
        primary key (payment_id, number)
      )`);

    await runner.query(`
      create table provider_operation (
        payment_id   text collate "C" not null references payment (id),
        sequence     integer not null,
        kind         text collate "C" not null check (kind in ('AUTHORISE', 'CAPTURE', 'VOID', 'REFUND')),
        amount_minor bigint,
        refund_id    text collate "C" references refund (id),
        state        text collate "C" not null check (state in ('OPEN', 'DONE', 'DECLINED', 'DROPPED')),
        tries        integer not null,
        due_at       timestamptz not null,
        leased_until timestamptz,
        primary key (payment_id, sequence)
      )`);
    await runner.query(`create index provider_operation_due on provider_operation (due_at) where state = 'OPEN'`);

    await runner.query(`
      create table awaited_step (
        saga_id     text collate "C" not null,
        step        text collate "C" not null,
        action      text collate "C" not null,
        payment_id  text collate "C" not null references payment (id),
        refund_id   text collate "C" references refund (id),
        is_told_to_wait boolean not null default false,
        primary key (saga_id, step, action)
      )`);
    await runner.query('create index awaited_step_of_payment on awaited_step (payment_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table awaited_step, provider_operation, payment_attempt, refund, payment');
    await runner.query('drop table payable, payment_method');
  }
}
