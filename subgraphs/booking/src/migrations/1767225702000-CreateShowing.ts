import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Films and when they are shown. */
export class CreateShowing1767225702000 implements MigrationInterface {
  readonly name = 'CreateShowing1767225702000';

  async up(runner: QueryRunner): Promise<void> {
    // Equality of the screen and overlap of the times in one exclusion constraint.
    await runner.query('create extension if not exists btree_gist');

    await runner.query(`
      create table movie (
        id               text collate "C" primary key,
        title            text not null check (title <> ''),
        sort_name        text collate "C" not null generated always as (lower(title)) stored,
        description      text,
        duration_minutes integer not null check (duration_minutes between 1 and 1000),
        genres           text[] not null default '{}',
        rating           text,
        released_on      date,
        poster_url       text
      )`);
    await runner.query('create index movie_by_title on movie (sort_name, id)');

    await runner.query(`
      create table showing (
        id               text collate "C" primary key,
        movie_id         text collate "C" not null references movie (id),
        screen_id        text collate "C" not null references screen (id),
        theater_id       text collate "C" not null references theater (id),
        starts_at        timestamptz(3) not null,
        ends_at          timestamptz(3) not null,
        sales_close_at   timestamptz(3) not null,
        sale             text collate "C" not null check (sale in ('SCHEDULED', 'ON_SALE', 'SALES_CLOSED', 'CANCELLED')),
        base_price_minor bigint not null check (base_price_minor between 1 and 1000000000),
        currency         text collate "C" not null,
        check (starts_at < ends_at),
        check (sales_close_at <= ends_at),
        constraint showing_overlap exclude using gist
          (screen_id with =, tstzrange(starts_at, ends_at) with &&) where (sale <> 'CANCELLED')
      )`);
    await runner.query('create index showing_by_time on showing (starts_at, id)');
    await runner.query('create index showing_of_movie on showing (movie_id, starts_at, id)');
    await runner.query('create index showing_of_theater on showing (theater_id, starts_at, id)');

    await runner.query(`
      create table price_tier (
        showing_id  text collate "C" not null references showing (id),
        seat_type   text collate "C" not null,
        audience    text collate "C" not null check (audience in ('ADULT', 'CHILD', 'STUDENT', 'SENIOR')),
        price_minor bigint not null check (price_minor between 1 and 1000000000),
        primary key (showing_id, seat_type, audience)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table price_tier, showing, movie');
    await runner.query('drop extension btree_gist');
  }
}
