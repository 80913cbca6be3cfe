import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A booking waits for its payment until a time; so do its claims, which until then were forever. */
export class ExpireBookings1767225741000 implements MigrationInterface {
  readonly name = 'ExpireBookings1767225741000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table booking
        add column expires_at timestamptz(3),
        add column is_of_order boolean not null default false,
        add constraint booking_expires check (status <> 'PENDING_PAYMENT' or expires_at is not null)`);
    await runner.query(`create index booking_due on booking (expires_at) where status = 'PENDING_PAYMENT'`);
    await runner.query(`create index booking_pending on booking (showing_id) where status = 'PENDING_PAYMENT'`);
    await runner.query(`
      create index booking_let_go on booking (customer_id, showing_id) where status in ('CANCELLED', 'EXPIRED')`);

    await runner.query('alter table seat_claim drop constraint seat_claim_check1');
    await runner.query(`
      alter table seat_claim
        add constraint seat_claim_expires check (kind = 'BOOKING' or (kind = 'HOLD') = (expires_at is not null))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Nobody would end them any more.
    await runner.query(`delete from seat_claim where kind = 'BOOKING' and expires_at is not null`);
    await runner.query(`update booking set status = 'EXPIRED' where status = 'PENDING_PAYMENT'`);
    await runner.query(`
      alter table seat_claim
        drop constraint seat_claim_expires,
        add constraint seat_claim_check1 check ((kind = 'HOLD') = (expires_at is not null))`);
    await runner.query('drop index booking_let_go, booking_pending, booking_due');
    await runner.query(
      'alter table booking drop constraint booking_expires, drop column is_of_order, drop column expires_at',
    );
  }
}
