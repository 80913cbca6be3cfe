import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBus1767225600000 implements MigrationInterface {
  name = 'CreateBus1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table bus_event (
        position bigint generated always as identity primary key,
        event_id text collate "C" not null unique,
        type text collate "C" not null,
        envelope jsonb not null,
        appended_at timestamptz not null default clock_timestamp()
      )`);
    await runner.query(`
      create table bus_group (
        name text collate "C" primary key,
        position bigint not null,
        updated_at timestamptz not null default now()
      )`);
    // One row: which bus a cursor belongs to, and up to which position events have been removed.
    await runner.query(`
      create table bus_state (
        only_row boolean primary key default true check (only_row),
        identity text not null default gen_random_uuid()::text,
        trimmed_position bigint not null default 0
      )`);
    await runner.query('insert into bus_state default values');
    await runner.query(createAppend);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function bus_append(jsonb)');
    await runner.query('drop table bus_state');
    await runner.query('drop table bus_group');
    await runner.query('drop table bus_event');
  }
}

/*
 * Readers ask for "position > the last one seen". With a bare sequence that loses events: a transaction may draw 7 and
 * commit after the one that drew 8, and a reader that has seen 8 never asks for 7. Here positions are drawn under a lock
 * that is held until the commit, so nobody draws 8 before 7 is visible (or rolled back): the order of positions is the
 * order of commits. It is a function so that lock, insert and notification take one round trip, which keeps the lock
 * short. It counts on READ COMMITTED, where the insert sees what was committed while it waited.
 */
export const createAppend = `
  create function bus_append(events jsonb) returns integer language plpgsql as $$
  declare
    appended integer;
  begin
    perform pg_advisory_xact_lock(hashtextextended('bus.append', 0));
    insert into bus_event (event_id, type, envelope)
      select item ->> 'id', item ->> 'type', item
      from jsonb_array_elements(events) with ordinality as listed (item, nth)
      order by nth
      on conflict (event_id) do nothing;
    get diagnostics appended = row_count;
    if appended > 0 then
      perform pg_notify('bus', '');
    end if;
    return appended;
  end
  $$`;
