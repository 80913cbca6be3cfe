import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a basket is put together from again, when the order that was made of it fails. */
export class KeepBasketOfOrder1767225904000 implements MigrationInterface {
  readonly name = 'KeepBasketOfOrder1767225904000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table customer_order add column is_of_basket boolean not null default false');
    await runner.query(`alter table order_line add column option_ids text[] not null default '{}'`);
    // In which order they were given: each takes off what those before it have left.
    await runner.query('alter table coupon_use add column position integer not null default 0 check (position >= 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table coupon_use drop column position');
    await runner.query('alter table order_line drop column option_ids');
    await runner.query('alter table customer_order drop column is_of_basket');
  }
}
