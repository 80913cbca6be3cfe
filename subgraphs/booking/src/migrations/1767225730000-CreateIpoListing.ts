import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Upcoming listings as feeds announced them. */
export class CreateIpoListing1767225730000 implements MigrationInterface {
  readonly name = 'CreateIpoListing1767225730000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ipo_listing (
        id          text collate "C" primary key,
        feed        text collate "C" not null,
        company     text collate "C" not null check (company <> ''),
        symbol      text collate "C",
        expected_on date,
        -- YYYYMMDD; those without a day come last. A text, as every key of a cursor: a date would refuse other texts.
        sort_day    text collate "C" not null generated always as (coalesce(
          (extract(year from expected_on) * 10000 + extract(month from expected_on) * 100 + extract(day from expected_on))::text,
          '99999999')) stored,
        price_band  text,
        source_url  text,
        fetched_at  timestamptz(3) not null,
        constraint ipo_listing_once unique nulls not distinct (feed, company, symbol)
      )`);
    await runner.query('create index ipo_listing_by_day on ipo_listing (sort_day, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ipo_listing');
  }
}
