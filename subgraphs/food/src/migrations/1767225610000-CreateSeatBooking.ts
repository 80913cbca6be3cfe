import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is booked at cinemas, and orders that are brought to the seats. */
export class CreateSeatBooking1767225610000 implements MigrationInterface {
  readonly name = 'CreateSeatBooking1767225610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seat_booking (
        booking_id   text collate "C" primary key,
        customer_id  text collate "C" not null,
        status       text collate "C" not null check (status in
          ('PENDING_PAYMENT', 'CONFIRMED', 'CHECKED_IN', 'CANCELLED', 'REFUNDED', 'EXPIRED')),
        theater_name text not null,
        starts_at    timestamptz(3) not null,
        seat_ids     text[] not null
      )`);
    await runner.query('alter table food_order drop constraint food_order_fulfilment');
    await runner.query(`
      alter table food_order
        -- No foreign key: a checkout may order to seats that food has not heard of yet.
        add seat_booking_id text collate "C",
        add constraint food_order_fulfilment check (fulfilment in ('DELIVERY', 'PICKUP', 'DINE_IN', 'TO_SEAT')),
        add constraint food_order_seat_booking check ((fulfilment = 'TO_SEAT') = (seat_booking_id is not null))`);
    await runner.query(`
      create index food_order_of_booking on food_order (seat_booking_id, id) where seat_booking_id is not null`);
  }

  /** What was brought to a seat was eaten where it was sold, too; to which seat is lost. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index food_order_of_booking');
    await runner.query('alter table food_order drop constraint food_order_fulfilment');
    await runner.query('alter table food_order drop constraint food_order_seat_booking');
    await runner.query(`update food_order set fulfilment = 'DINE_IN' where fulfilment = 'TO_SEAT'`);
    await runner.query(`
      alter table food_order
        drop seat_booking_id,
        add constraint food_order_fulfilment check (fulfilment in ('DELIVERY', 'PICKUP', 'DINE_IN'))`);
    await runner.query('drop table seat_booking');
  }
}
