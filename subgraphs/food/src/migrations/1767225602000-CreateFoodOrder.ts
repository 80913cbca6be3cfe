import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders with frozen names and prices, and each status they had. */
export class CreateFoodOrder1767225602000 implements MigrationInterface {
  readonly name = 'CreateFoodOrder1767225602000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table food_order (
        id                 text collate "C" primary key,
        number             text collate "C" not null constraint food_order_number unique,
        customer_id        text collate "C" not null,
        restaurant_id      text collate "C" not null references restaurant (id),
        fulfilment         text collate "C" not null check (fulfilment in ('DELIVERY', 'PICKUP')),
        delivery_address   jsonb,
        note               text,
        currency           text collate "C" not null,
        subtotal_minor     bigint not null check (subtotal_minor > 0),
        delivery_fee_minor bigint not null check (delivery_fee_minor >= 0),
        total_minor        bigint not null check (total_minor <= 9007199254740991),
        status             text collate "C" not null check (status in
          ('PLACED', 'ACCEPTED', 'REJECTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED', 'CANCELLED', 'FAILED')),
        estimated_ready_at timestamptz(3),
        version            integer not null check (version > 0),
        created_at         timestamptz(3) not null,
        updated_at         timestamptz(3) not null,
        check (total_minor = subtotal_minor + delivery_fee_minor),
        check ((fulfilment = 'DELIVERY') = (delivery_address is not null))
      )`);
    await runner.query('create index food_order_of_customer on food_order (customer_id, id)');
    await runner.query('create index food_order_of_restaurant on food_order (restaurant_id, id)');
    await runner.query('create index food_order_by_time on food_order (created_at)');

    await runner.query(`
      create table food_order_line (
        id               text collate "C" primary key,
        order_id         text collate "C" not null references food_order (id),
        position         integer not null check (position >= 0),
        menu_item_id     text collate "C" not null references menu_item (id),
        name             text not null,
        unit_price_minor bigint not null check (unit_price_minor > 0),
        currency         text collate "C" not null,
        quantity         integer not null check (quantity between 1 and 50),
        note             text,
        unique (order_id, position)
      )`);
    await runner.query('create index food_order_line_menu_item on food_order_line (menu_item_id)');

    await runner.query(`
      create table food_order_timeline (
        order_id text collate "C" not null references food_order (id),
        version  integer not null check (version > 0),
        status   text collate "C" not null,
        actor_id text collate "C" not null,
        note     text,
        at       timestamptz(3) not null,
        primary key (order_id, version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table food_order_timeline, food_order_line, food_order');
  }
}
