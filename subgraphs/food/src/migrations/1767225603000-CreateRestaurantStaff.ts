import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which users work for which restaurant. */
export class CreateRestaurantStaff1767225603000 implements MigrationInterface {
  readonly name = 'CreateRestaurantStaff1767225603000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table restaurant_staff (
        restaurant_id text collate "C" not null references restaurant (id),
        user_id       text collate "C" not null,
        duty          text collate "C" not null check (duty in ('KITCHEN', 'COURIER')),
        primary key (user_id, restaurant_id, duty)
      )`);
    await runner.query('create index restaurant_staff_restaurant on restaurant_staff (restaurant_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table restaurant_staff');
  }
}
