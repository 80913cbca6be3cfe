import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What orders knows of the things of others, from their events: what can be bought, and what became of what was. */
export class CreateKnownThings1767225901000 implements MigrationInterface {
  readonly name = 'CreateKnownThings1767225901000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_item (
        item_id      text collate "C" primary key,
        kind         text collate "C" not null check (kind in ('PRODUCT', 'BOOK')),
        title        text not null,
        price_minor  bigint not null,
        currency     text collate "C" not null,
        prices       jsonb not null,
        weight_grams integer,
        is_active    boolean not null,
        version      integer not null
      )`);
    // Of an aggregate that says how much there is beside what it is: no version counts both.
    await runner.query(`
      create table known_stock (
        item_id   text collate "C" primary key,
        available integer not null,
        status    text collate "C" not null
      )`);
    await runner.query(`
      create table known_dish (
        menu_item_id  text collate "C" primary key,
        restaurant_id text collate "C" not null,
        name          text not null,
        price_minor   bigint not null,
        currency      text collate "C" not null,
        is_available  boolean not null,
        option_groups jsonb not null
      )`);
    await runner.query(`
      create table known_restaurant (
        restaurant_id       text collate "C" primary key,
        name                text not null,
        currency            text collate "C",
        delivery_fee_minor  bigint,
        minimum_order_minor bigint,
        is_paused           boolean not null,
        time_zone           text collate "C" not null,
        opening_hours       jsonb not null
      )`);
    await runner.query(`
      create table known_hold (
        hold_id     text collate "C" primary key,
        customer_id text collate "C" not null,
        state       text collate "C" not null,
        expires_at  timestamptz(3) not null,
        total_minor bigint,
        currency    text collate "C",
        seat_count  integer,
        title       text,
        version     integer not null
      )`);
    await runner.query(`
      create table known_booking (
        booking_id  text collate "C" primary key,
        customer_id text collate "C" not null,
        status      text collate "C" not null,
        starts_at   timestamptz(3) not null,
        total_minor bigint not null,
        currency    text collate "C" not null,
        version     integer not null
      )`);
    await runner.query(`
      create table known_food_order (
        food_order_id text collate "C" primary key,
        customer_id   text collate "C" not null,
        restaurant_id text collate "C" not null,
        status        text collate "C" not null,
        version       integer not null
      )`);
    await runner.query(`
      create table known_payment (
        payment_id     text collate "C" primary key,
        subject_id     text collate "C" not null,
        payer_id       text collate "C" not null,
        status         text collate "C" not null,
        currency       text collate "C" not null,
        amount_minor   bigint not null,
        captured_minor bigint not null,
        refunded_minor bigint not null,
        version        integer not null
      )`);
    await runner.query('create index known_payment_of_payer on known_payment (payer_id)');
    await runner.query('create index known_payment_of_subject on known_payment (subject_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table known_item, known_stock, known_dish, known_restaurant, known_hold, known_booking, known_food_order,
        known_payment`);
  }
}
