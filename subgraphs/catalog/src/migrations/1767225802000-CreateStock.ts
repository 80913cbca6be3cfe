import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much there is of each item, how it came to that, and what is promised to whom. */
export class CreateStock1767225802000 implements MigrationInterface {
  readonly name = 'CreateStock1767225802000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stock (
        item_id             text collate "C" primary key references catalog_item (id),
        on_hand             integer not null check (on_hand between 0 and 1000000000),
        reserved            integer not null default 0,
        available           integer not null generated always as (on_hand - reserved) stored,
        low_stock_threshold integer not null default 5 check (low_stock_threshold >= 0),
        -- Whatever the code believes, no more can be promised than is there.
        constraint stock_not_oversold check (reserved between 0 and on_hand)
      )`);

    await runner.query(`
      create table stock_movement (
        position      bigint generated always as identity primary key,
        id            text collate "C" not null unique,
        item_id       text collate "C" not null references catalog_item (id),
        kind          text collate "C" not null check (kind in
          ('RECEIPT', 'ADJUSTMENT', 'RESERVATION', 'RELEASE', 'SALE', 'RETURN')),
        delta         integer not null check (delta <> 0),
        balance_after integer not null check (balance_after >= 0),
        reason        text,
        reference     text collate "C",
        created_at    timestamptz(3) not null,
        check (kind not in ('RESERVATION', 'SALE') or delta < 0),
        check (kind not in ('RELEASE', 'RECEIPT', 'RETURN') or delta > 0)
      )`);
    await runner.query('create index stock_movement_of_item on stock_movement (item_id, position)');
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name;
      end $$`);
    await runner.query(`
      create trigger stock_movement_is_append_only before update or delete or truncate on stock_movement
      for each statement execute function refuse_change()`);

    await runner.query(`
      create table stock_reservation (
        id         text collate "C" primary key,
        reference  text collate "C" not null constraint stock_reservation_once unique,
        state      text collate "C" not null check (state in ('ACTIVE', 'COMMITTED', 'RELEASED', 'EXPIRED')),
        expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      )`);
    await runner.query(`create index stock_reservation_due on stock_reservation (expires_at) where state = 'ACTIVE'`);
    await runner.query(`
      create table stock_reservation_line (
        reservation_id text collate "C" not null references stock_reservation (id),
        item_id        text collate "C" not null references catalog_item (id),
        quantity       integer not null check (quantity > 0),
        primary key (reservation_id, item_id)
      )`);
    await runner.query('create index stock_reservation_of_item on stock_reservation_line (item_id, reservation_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table stock_reservation_line, stock_reservation, stock_movement, stock');
    await runner.query('drop function refuse_change');
  }
}
