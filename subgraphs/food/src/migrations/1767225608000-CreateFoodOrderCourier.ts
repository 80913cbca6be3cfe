import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who brings an order and where they are, what users are called, and what each kitchen has in hand. */
export class CreateFoodOrderCourier1767225608000 implements MigrationInterface {
  readonly name = 'CreateFoodOrderCourier1767225608000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table food_order_courier (
        order_id    text collate "C" primary key references food_order (id),
        courier_id  text collate "C" not null,
        assigned_at timestamptz(3) not null,
        latitude    double precision check (latitude between -90 and 90),
        longitude   double precision check (longitude between -180 and 180),
        located_at  timestamptz(3),
        check ((latitude is null) = (longitude is null) and (latitude is null) = (located_at is null))
      )`);
    await runner.query(`
      create table user_name (
        user_id      text collate "C" primary key,
        display_name text not null
      )`);
    await runner.query(`
      create index food_order_in_kitchen on food_order (restaurant_id)
      where status in ('PLACED', 'ACCEPTED', 'PREPARING', 'READY')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index food_order_in_kitchen');
    await runner.query('drop table user_name, food_order_courier');
  }
}
