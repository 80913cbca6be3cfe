import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds, bookings, and the one table that says whose a seat is. */
export class CreateBooking1767225703000 implements MigrationInterface {
  readonly name = 'CreateBooking1767225703000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table seat_hold (
        id              text collate "C" primary key,
        showing_id      text collate "C" not null references showing (id),
        user_id         text collate "C" not null,
        state           text collate "C" not null check (state in
          ('ACTIVE', 'EXTENDED', 'CONVERTED', 'RELEASED', 'EXPIRED')),
        expires_at      timestamptz(3) not null,
        extensions_left integer not null check (extensions_left >= 0),
        total_minor     bigint not null check (total_minor > 0),
        currency        text collate "C" not null,
        version         integer not null check (version > 0),
        created_at      timestamptz(3) not null,
        updated_at      timestamptz(3) not null
      )`);
    await runner.query(`create index seat_hold_due on seat_hold (expires_at) where state in ('ACTIVE', 'EXTENDED')`);
    await runner.query('create index seat_hold_of_user on seat_hold (user_id, showing_id)');
    await runner.query(`create index seat_hold_live on seat_hold (showing_id) where state in ('ACTIVE', 'EXTENDED')`);

    await runner.query(`
      create table seat_hold_seat (
        hold_id     text collate "C" not null references seat_hold (id),
        position    integer not null check (position >= 0),
        seat_id     text collate "C" not null references seat (id),
        audience    text collate "C" not null,
        price_minor bigint not null check (price_minor > 0),
        primary key (hold_id, position)
      )`);

    await runner.query(`
      create table booking (
        id                text collate "C" primary key,
        number            text collate "C" not null constraint booking_number unique,
        customer_id       text collate "C" not null,
        showing_id        text collate "C" not null references showing (id),
        hold_id           text collate "C" references seat_hold (id),
        status            text collate "C" not null check (status in
          ('PENDING_PAYMENT', 'CONFIRMED', 'CHECKED_IN', 'CANCELLED', 'REFUNDED', 'EXPIRED')),
        seat_count        integer not null check (seat_count between 1 and 8),
        total_minor       bigint not null check (total_minor > 0),
        currency          text collate "C" not null,
        version           integer not null check (version > 0),
        created_at        timestamptz(3) not null,
        updated_at        timestamptz(3) not null
      )`);
    await runner.query('create index booking_of_customer on booking (customer_id, id)');
    await runner.query('create index booking_of_showing on booking (showing_id, id)');

    await runner.query(`
      create table booked_seat (
        id          text collate "C" primary key,
        booking_id  text collate "C" not null references booking (id),
        position    integer not null check (position >= 0),
        seat_id     text collate "C" not null references seat (id),
        audience    text collate "C" not null,
        price_minor bigint not null check (price_minor > 0),
        currency    text collate "C" not null,
        unique (booking_id, position)
      )`);

    await runner.query(`
      create table booking_timeline (
        booking_id text collate "C" not null references booking (id),
        version    integer not null check (version > 0),
        status     text collate "C" not null,
        note       text,
        at         timestamptz(3) not null,
        primary key (booking_id, version)
      )`);

    await runner.query(`
      create table ticket (
        id             text collate "C" primary key,
        booking_id     text collate "C" not null references booking (id),
        booked_seat_id text collate "C" not null unique references booked_seat (id),
        seat_id        text collate "C" not null references seat (id),
        checked_in_at  timestamptz(3)
      )`);
    await runner.query('create index ticket_of_booking on ticket (booking_id)');

    // The primary key is the promise that a seat is sold once: whatever runs at the same time, one row can be there.
    await runner.query(`
      create table seat_claim (
        showing_id text collate "C" not null references showing (id),
        seat_id    text collate "C" not null references seat (id),
        kind       text collate "C" not null check (kind in ('HOLD', 'BOOKING', 'BLOCK')),
        hold_id    text collate "C" references seat_hold (id),
        booking_id text collate "C" references booking (id),
        expires_at timestamptz(3),
        primary key (showing_id, seat_id),
        check ((kind = 'HOLD') = (hold_id is not null)),
        check ((kind = 'HOLD') = (expires_at is not null)),
        check ((kind = 'BOOKING') = (booking_id is not null))
      )`);
    await runner.query('create index seat_claim_of_hold on seat_claim (hold_id) where hold_id is not null');
    await runner.query('create index seat_claim_of_booking on seat_claim (booking_id) where booking_id is not null');

    // A plan that loses seats asks of each whether anything refers to it, and so does the foreign key.
    await runner.query('create index seat_claim_of_seat on seat_claim (seat_id)');
    await runner.query('create index seat_hold_seat_of_seat on seat_hold_seat (seat_id)');
    await runner.query('create index booked_seat_of_seat on booked_seat (seat_id)');
    await runner.query('create index ticket_of_seat on ticket (seat_id)');

    await runner.query(`
      create table waitlist_entry (
        id         text collate "C" primary key,
        showing_id text collate "C" not null references showing (id),
        user_id    text collate "C" not null,
        party_size integer not null check (party_size between 1 and 8),
        state      text collate "C" not null check (state in ('WAITING', 'OFFERED', 'OVER')),
        hold_id    text collate "C" references seat_hold (id),
        retry_at   timestamptz(3),
        created_at timestamptz(3) not null,
        check ((state = 'WAITING') = (hold_id is null) or state = 'OVER')
      )`);
    await runner.query(`
      create unique index waitlist_entry_once on waitlist_entry (showing_id, user_id) where state <> 'OVER'`);
    await runner.query(`create index waitlist_entry_next on waitlist_entry (showing_id, id) where state = 'WAITING'`);
    await runner.query(`create index waitlist_entry_of_user on waitlist_entry (user_id, id) where state <> 'OVER'`);
    await runner.query(`
      create index waitlist_entry_retry on waitlist_entry (retry_at) where state = 'WAITING' and retry_at is not null`);
    await runner.query('create index waitlist_entry_of_hold on waitlist_entry (hold_id) where hold_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table waitlist_entry, seat_claim, ticket, booking_timeline, booked_seat, booking, seat_hold_seat, seat_hold',
    );
  }
}
