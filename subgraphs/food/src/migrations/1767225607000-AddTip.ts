import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tips, which are part of the total, and orders that are eaten in the restaurant. */
export class AddTip1767225607000 implements MigrationInterface {
  readonly name = 'AddTip1767225607000';

  async up(runner: QueryRunner): Promise<void> {
    // PostgreSQL named the old ones: food_order_check is that of the total.
    await runner.query('alter table food_order drop constraint food_order_check');
    await runner.query('alter table food_order drop constraint food_order_fulfilment_check');
    await runner.query(`
      alter table food_order
        add tip_minor bigint not null default 0 check (tip_minor >= 0),
        add constraint food_order_total check (total_minor = subtotal_minor + delivery_fee_minor + tip_minor),
        add constraint food_order_fulfilment check (fulfilment in ('DELIVERY', 'PICKUP', 'DINE_IN'))`);
  }

  /** What was eaten in was paid at the counter too; the tip is lost with its column. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table food_order drop constraint food_order_total');
    await runner.query('alter table food_order drop constraint food_order_fulfilment');
    await runner.query(`update food_order set total_minor = total_minor - tip_minor where tip_minor > 0`);
    await runner.query(`update food_order set fulfilment = 'PICKUP' where fulfilment = 'DINE_IN'`);
    await runner.query(`
      alter table food_order
        drop tip_minor,
        add constraint food_order_check check (total_minor = subtotal_minor + delivery_fee_minor),
        add constraint food_order_fulfilment_check check (fulfilment in ('DELIVERY', 'PICKUP'))`);
  }
}
