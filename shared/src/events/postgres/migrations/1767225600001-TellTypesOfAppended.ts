import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createAppend } from './1767225600000-CreateBus';

/** Says of which types the appended events are, so that a consumer that handles none of them is not woken. */
export class TellTypesOfAppended1767225600001 implements MigrationInterface {
  name = 'TellTypesOfAppended1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendAndTellTypes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function bus_append(jsonb)');
    await runner.query(createAppend);
  }
}

/* As before but for what it says: the types, or nothing where they are more than a notification may carry. */
const appendAndTellTypes = `
  create or replace function bus_append(events jsonb) returns integer language plpgsql as $$
  declare
    appended integer;
    types text;
  begin
    perform pg_advisory_xact_lock(hashtextextended('bus.append', 0));
    insert into bus_event (event_id, type, envelope)
      select item ->> 'id', item ->> 'type', item
      from jsonb_array_elements(events) with ordinality as listed (item, nth)
      order by nth
      on conflict (event_id) do nothing;
    get diagnostics appended = row_count;
    if appended > 0 then
      select string_agg(distinct item ->> 'type', ',') into types from jsonb_array_elements(events) as listed (item);
      perform pg_notify('bus', case when octet_length(types) < 7000 then types else '' end);
    end if;
    return appended;
  end
  $$`;
