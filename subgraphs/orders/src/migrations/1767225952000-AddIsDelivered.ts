import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether an order has been handed over, which its status tells no longer once money goes back. */
export class AddIsDelivered1767225952000 implements MigrationInterface {
  readonly name = 'AddIsDelivered1767225952000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table customer_order add column is_delivered boolean not null default false');
    await runner.query(`
      update customer_order set is_delivered = true
      where id in (select order_id from order_timeline where status = 'DELIVERED')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table customer_order drop column is_delivered');
  }
}
