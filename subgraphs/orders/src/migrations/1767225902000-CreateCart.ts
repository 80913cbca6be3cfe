import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Baskets, and the coupons that can be put into them. */
export class CreateCart1767225902000 implements MigrationInterface {
  readonly name = 'CreateCart1767225902000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon (
        id             text collate "C" primary key,
        code           text collate "C" not null constraint coupon_code_once unique check (code = upper(code)),
        description    text not null,
        kind           text collate "C" not null check (kind in ('PERCENTAGE', 'AMOUNT')),
        basis_points   integer check (basis_points between 1 and 10000),
        amount_minor   bigint check (amount_minor > 0),
        currency       text collate "C",
        minimum_minor  bigint check (minimum_minor > 0),
        valid_from     timestamptz(3),
        valid_until    timestamptz(3),
        total_limit    integer check (total_limit > 0),
        customer_limit integer check (customer_limit > 0),
        times_used     integer not null default 0,
        check ((kind = 'PERCENTAGE') = (basis_points is not null)),
        check ((kind = 'AMOUNT') = (amount_minor is not null)),
        check (currency is not null or kind = 'PERCENTAGE' and minimum_minor is null),
        -- Whatever the code believes, it is not used more often than it was made for.
        constraint coupon_not_overused check (times_used between 0 and coalesce(total_limit, times_used))
      )`);
    // Whose use of which coupon counts, until the order is called off.
    await runner.query(`
      create table coupon_use (
        coupon_id     text collate "C" not null references coupon (id),
        order_id      text collate "C" not null,
        customer_id   text collate "C" not null,
        discount_minor bigint not null check (discount_minor >= 0),
        primary key (order_id, coupon_id)
      )`);
    await runner.query('create index coupon_use_of_customer on coupon_use (coupon_id, customer_id)');
    await runner.query(`
      create table cart (
        id          text collate "C" primary key,
        customer_id text collate "C" constraint cart_of_customer unique,
        currency    text collate "C",
        version     integer not null check (version > 0),
        created_at  timestamptz(3) not null,
        updated_at  timestamptz(3) not null
      )`);
    await runner.query('create index cart_of_nobody on cart (updated_at) where customer_id is null');
    await runner.query(`
      create table cart_line (
        id               text collate "C" primary key,
        cart_id          text collate "C" not null references cart (id) on delete cascade,
        kind             text collate "C" not null check (kind in ('ITEM', 'SEATS', 'DISH')),
        subject_id       text collate "C" not null,
        option_ids       text[] collate "C" not null,
        quantity         integer not null check (quantity between 1 and 50),
        seen_price_minor bigint not null check (seen_price_minor >= 0),
        constraint cart_line_once unique (cart_id, kind, subject_id, option_ids)
      )`);
    await runner.query(`create unique index cart_line_one_hold on cart_line (cart_id) where kind = 'SEATS'`);
    await runner.query(`
      create table cart_coupon (
        cart_id   text collate "C" not null references cart (id) on delete cascade,
        coupon_id text collate "C" not null references coupon (id),
        added_at  timestamptz(3) not null,
        primary key (cart_id, coupon_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table cart_coupon, cart_line, cart, coupon_use, coupon');
  }
}
