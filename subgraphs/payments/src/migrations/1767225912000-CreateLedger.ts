import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The books: double entry, append-only, and chained, whatever the code believes. */
export class CreateLedger1767225912000 implements MigrationInterface {
  readonly name = 'CreateLedger1767225912000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger_transaction (
        id         text collate "C" primary key,
        kind       text collate "C" not null check (kind in ('CAPTURE', 'REFUND')),
        payment_id text collate "C" not null references payment (id),
        booked_at  timestamptz(3) not null
      )`);
    await runner.query(`
      create table ledger_entry (
        position       bigint primary key,
        id             text collate "C" not null unique,
        transaction_id text collate "C" not null references ledger_transaction (id),
        account        text collate "C" not null,
        side           text collate "C" not null check (side in ('DEBIT', 'CREDIT')),
        amount_minor   bigint not null check (amount_minor > 0),
        currency       text collate "C" not null,
        chain_hash     text collate "C" not null check (chain_hash ~ '^[0-9a-f]{64}$'),
        booked_at      timestamptz(3) not null
      )`);
    await runner.query('create index ledger_transaction_of_payment on ledger_transaction (payment_id)');
    await runner.query('create index ledger_entry_of_transaction on ledger_entry (transaction_id)');
    await runner.query('create index ledger_entry_of_account on ledger_entry (account, position)');
    await runner.query('create index ledger_entry_age on ledger_entry (booked_at, position)');

    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$`);
    for (const table of ['ledger_transaction', 'ledger_entry'] as const) {
      await runner.query(appendOnlySql[table]);
    }

    // Looked at when the transaction commits, when all of its entries are there.
    await runner.query(`
      create function refuse_unbalanced() returns trigger language plpgsql as $$
      begin
        if exists (
          select from ledger_entry where transaction_id = new.transaction_id group by currency
          having sum(case side when 'DEBIT' then amount_minor else -amount_minor end) <> 0
        ) then
          raise exception 'ledger transaction % does not sum to zero', new.transaction_id using errcode = '23514';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create constraint trigger ledger_entry_is_balanced after insert on ledger_entry
      deferrable initially deferred for each row execute function refuse_unbalanced()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger_entry, ledger_transaction');
    await runner.query('drop function refuse_unbalanced');
    await runner.query('drop function refuse_change');
  }
}

const appendOnlySql = {
  ledger_transaction: `
    create trigger ledger_transaction_is_append_only before update or delete or truncate on ledger_transaction
    for each statement execute function refuse_change()`,
  ledger_entry: `
    create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change()`,
} as const;
