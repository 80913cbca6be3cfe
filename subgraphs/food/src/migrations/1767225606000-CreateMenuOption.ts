import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What can be chosen with a dish; orders keep copies of what was. */
export class CreateMenuOption1767225606000 implements MigrationInterface {
  readonly name = 'CreateMenuOption1767225606000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table option_group (
        id           text collate "C" primary key,
        menu_item_id text collate "C" not null references menu_item (id),
        position     integer not null check (position >= 0),
        name         text not null check (name <> ''),
        min_choices  integer not null check (min_choices >= 0),
        max_choices  integer not null check (max_choices between 1 and 50),
        check (min_choices <= max_choices),
        unique (menu_item_id, position),
        unique (menu_item_id, name)
      )`);
    await runner.query(`
      create table menu_option (
        id                text collate "C" primary key,
        group_id          text collate "C" not null references option_group (id) on delete cascade,
        position          integer not null check (position >= 0),
        name              text not null check (name <> ''),
        price_delta_minor integer not null check (price_delta_minor between -1000000000 and 1000000000),
        currency          text collate "C" not null,
        unique (group_id, position),
        unique (group_id, name)
      )`);
    await runner.query(`
      alter table food_order_line
        add choices jsonb not null default '[]' constraint food_order_line_choices check (jsonb_typeof(choices) = 'array')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table food_order_line drop choices');
    await runner.query('drop table menu_option, option_group');
  }
}
