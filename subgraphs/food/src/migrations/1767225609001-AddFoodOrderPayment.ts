import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that are paid before the kitchen sees them. */
export class AddFoodOrderPayment1767225609001 implements MigrationInterface {
  readonly name = 'AddFoodOrderPayment1767225609001';

  async up(runner: QueryRunner): Promise<void> {
    // Orders wait for their payment by the clock of the database, which all replicas share. Tests put another one in its place.
    await runner.query(`
      create function food_now() returns timestamptz(3) language sql stable
        as 'select date_trunc(''milliseconds'', statement_timestamp())'`);
    // PostgreSQL named the old one.
    await runner.query('alter table food_order drop constraint food_order_status_check');
    await runner.query(`
      alter table food_order
        add payment        text collate "C" not null default 'ON_HANDOVER' check (payment in ('ON_HANDOVER', 'BY_METHOD', 'BY_ORDER')),
        add payment_due_at timestamptz(3),
        add placed_at      timestamptz(3)`);
    await runner.query('update food_order set placed_at = created_at');
    await runner.query(`
      alter table food_order
        alter payment drop default,
        add constraint food_order_status check (status in
          ('AWAITING_PAYMENT', 'PLACED', 'ACCEPTED', 'REJECTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED',
           'CANCELLED', 'FAILED')),
        add constraint food_order_payment_due check ((payment = 'BY_METHOD') = (payment_due_at is not null)),
        -- What was never placed is waited for or came to nothing.
        add constraint food_order_placed check (
          case status when 'AWAITING_PAYMENT' then placed_at is null when 'CANCELLED' then true else placed_at is not null end)`);
    await runner.query(`
      create index food_order_unpaid on food_order (payment_due_at) where status = 'AWAITING_PAYMENT'`);
  }

  /** What was never paid is called off: nobody would wait for its payment any more. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index food_order_unpaid');
    await runner.query('alter table food_order drop constraint food_order_placed');
    await runner.query('alter table food_order drop constraint food_order_status');
    await runner.query(`update food_order set status = 'CANCELLED' where status = 'AWAITING_PAYMENT'`);
    await runner.query(`delete from food_order_timeline where status = 'AWAITING_PAYMENT'`);
    await runner.query(`
      alter table food_order
        drop payment, drop payment_due_at, drop placed_at,
        add constraint food_order_status_check check (status in
          ('PLACED', 'ACCEPTED', 'REJECTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED', 'CANCELLED', 'FAILED'))`);
    await runner.query('drop function food_now');
  }
}
