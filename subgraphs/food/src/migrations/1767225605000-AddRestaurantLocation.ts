import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a restaurant is, found by an index, and the least it takes an order for. */
export class AddRestaurantLocation1767225605000 implements MigrationInterface {
  readonly name = 'AddRestaurantLocation1767225605000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table restaurant
        add latitude double precision check (latitude between -90 and 90),
        add longitude double precision check (longitude between -180 and 180),
        add minimum_order_minor bigint check (minimum_order_minor between 0 and 1000000000),
        add constraint restaurant_location check ((latitude is null) = (longitude is null)),
        add constraint restaurant_minimum_order check (minimum_order_minor is null or currency is not null)`);
    await runner.query('create index restaurant_by_location on restaurant using gist (point(longitude, latitude))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index restaurant_by_location');
    await runner.query(`
      alter table restaurant
        drop constraint restaurant_location, drop constraint restaurant_minimum_order,
        drop latitude, drop longitude, drop minimum_order_minor`);
  }
}
