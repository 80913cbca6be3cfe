import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Restaurants and what they sell. */
export class CreateMenu1767225601000 implements MigrationInterface {
  readonly name = 'CreateMenu1767225601000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table food_category (
        id          text collate "C" primary key,
        name        text not null check (name <> ''),
        sort_name   text collate "C" not null generated always as (lower(name)) stored,
        description text
      )`);
    await runner.query('create index food_category_by_name on food_category (sort_name, id)');

    await runner.query(`
      create table restaurant (
        id                 text collate "C" primary key,
        name               text not null check (name <> ''),
        sort_name          text collate "C" not null generated always as (lower(name)) stored,
        address            jsonb not null,
        phone              text,
        cuisines           text[] not null default '{}',
        time_zone          text not null,
        opening_hours      jsonb not null default '[]' check (jsonb_typeof(opening_hours) = 'array'),
        is_paused          boolean not null default false,
        prep_minutes       integer not null check (prep_minutes between 1 and 600),
        currency           text collate "C",
        delivery_fee_minor bigint check (delivery_fee_minor between 0 and 1000000000),
        check (delivery_fee_minor is null or currency is not null),
        -- What holds every price of a menu to the restaurant's one currency.
        unique (id, currency)
      )`);
    await runner.query('create index restaurant_by_name on restaurant (sort_name, id)');

    await runner.query(`
      create table food (
        id               text collate "C" primary key,
        name             text not null check (name <> ''),
        sort_name        text collate "C" not null generated always as (lower(name)) stored,
        description      text,
        category_id      text collate "C" not null references food_category (id),
        list_price_minor bigint not null check (list_price_minor between 1 and 1000000000),
        currency         text collate "C" not null
      )`);
    await runner.query('create index food_by_name on food (sort_name, id)');
    await runner.query('create index food_of_category on food (category_id, sort_name, id)');

    await runner.query(`
      create table menu_item (
        id            text collate "C" primary key,
        restaurant_id text collate "C" not null,
        food_id       text collate "C" not null references food (id),
        category_id   text collate "C" not null references food_category (id),
        price_minor   bigint not null check (price_minor between 1 and 1000000000),
        currency      text collate "C" not null,
        is_available  boolean not null,
        constraint menu_item_restaurant foreign key (restaurant_id, currency) references restaurant (id, currency),
        constraint menu_item_food_once unique (restaurant_id, food_id)
      )`);
    await runner.query('create index menu_item_food on menu_item (food_id)');
    await runner.query('create index menu_item_category on menu_item (category_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table menu_item, food, restaurant, food_category');
  }
}
