import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Theaters, their screens and the seats of these. */
export class CreateTheater1767225701000 implements MigrationInterface {
  readonly name = 'CreateTheater1767225701000';

  async up(runner: QueryRunner): Promise<void> {
    // Holds run out by the clock of the database, which all replicas share. Tests put another one in its place.
    await runner.query(`
      create function booking_now() returns timestamptz(3) language sql stable
        as 'select date_trunc(''milliseconds'', statement_timestamp())'`);

    await runner.query(`
      create table theater (
        id         text collate "C" primary key,
        name       text not null check (name <> ''),
        sort_name  text collate "C" not null generated always as (lower(name)) stored,
        address    jsonb not null,
        time_zone  text not null
      )`);
    await runner.query('create index theater_by_name on theater (sort_name, id)');

    await runner.query(`
      create table screen (
        id           text collate "C" primary key,
        theater_id   text collate "C" not null references theater (id),
        name         text not null check (name <> ''),
        features     text[] not null default '{}',
        plan_version integer not null default 1 check (plan_version > 0),
        plan_width   integer not null check (plan_width between 1 and 1000),
        plan_height  integer not null check (plan_height between 1 and 1000)
      )`);
    await runner.query('create unique index screen_name_once on screen (theater_id, lower(name))');

    await runner.query(`
      create table seat (
        id         text collate "C" primary key,
        screen_id  text collate "C" not null references screen (id),
        row        text collate "C" not null check (row <> ''),
        number     integer not null check (number between 1 and 999),
        type       text collate "C" not null check (type in
          ('STANDARD', 'PREMIUM', 'RECLINER', 'LOVE_SEAT', 'WHEELCHAIR', 'COMPANION')),
        section    text,
        x          integer not null check (x between 0 and 1000),
        y          integer not null check (y between 0 and 1000),
        is_blocked boolean not null default false,
        -- A seat that was sold once stays, so that the booking can say what it was.
        is_retired boolean not null default false
      )`);
    await runner.query('create unique index seat_label_once on seat (screen_id, row, number) where not is_retired');
    await runner.query('create unique index seat_place_once on seat (screen_id, x, y) where not is_retired');
    await runner.query('create index seat_of_screen on seat (screen_id, y, x, id) where not is_retired');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table seat, screen, theater');
    await runner.query('drop function booking_now');
  }
}
