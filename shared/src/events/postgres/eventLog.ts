import type { DataSource } from 'typeorm';
import type { TailedEvent } from '../bus';
import type { EventEnvelope } from '../envelope';
import { encodeCursor } from './cursor';

/** An event on the bus. Made once per read and shared by all of the process's subscribers. */
export interface LoggedEvent {
  readonly position: number;
  readonly tailed: TailedEvent;
}

export interface LogPage {
  readonly events: readonly LoggedEvent[];
  /** Everything up to here has been read; later than the last event when what follows is of other types. */
  readonly covered: number;
  /** Events up to here have been removed. */
  readonly trimmed: number;
  readonly isFull: boolean;
}

export interface LogBounds {
  readonly head: number;
  readonly trimmed: number;
}

/** The bus's tables. */
export interface EventLog {
  readonly identity: string;
  append(events: readonly EventEnvelope[]): Promise<void>;
  bounds(): Promise<LogBounds>;
  /** The next events in order, of these types (null: all). */
  page(query: { after: number; types: readonly string[] | null; limit: number }): Promise<LogPage>;
  /** Where the group stands. A new one starts at the oldest event that is still there. */
  groupPosition(group: string): Promise<number>;
  /** A group never goes back, whoever says so. */
  moveGroup(group: string, position: number): Promise<void>;
  /** Removes a batch of old events that every group has passed; true when there may be more. */
  trim(retentionMs: number): Promise<boolean>;
}

const trimBatchSize = 5_000;

/** The log of a bus database that is migrated. */
export async function openEventLog(db: DataSource): Promise<EventLog> {
  const [state] = await db.query<{ identity: string }[]>('select identity from bus_state');
  if (!state) throw new Error('The bus has lost its identity: bus_state is empty');
  const { identity } = state;

  return {
    identity,

    async append(events) {
      await db.query('select bus_append($1::jsonb)', [JSON.stringify(events)]);
    },

    async bounds() {
      const [row] = await db.query<BoundsRow[]>(`select ${boundColumns} from bus_state`);
      return { head: Number(row?.head), trimmed: Number(row?.trimmed) };
    },

    async page({ after, types, limit }) {
      // Bounds and events come from one statement, hence from one snapshot: `covered` claims no more than was read.
      const rows = await db.query<PageRow[]>(pageSql, [after, types, limit]);
      const events = rows.flatMap(({ position, envelope }) => {
        if (position === null || envelope === null) return [];
        const cursor = encodeCursor(identity, Number(position));
        return [{ position: Number(position), tailed: { cursor, event: envelope } }];
      });
      const isFull = events.length === limit;
      const last = isFull ? events.at(-1)?.position : Number(rows[0]?.head);
      return { events, isFull, covered: Math.max(after, last ?? after), trimmed: Number(rows[0]?.trimmed) };
    },

    async groupPosition(group) {
      await db.query('insert into bus_group (name, position) values ($1, 0) on conflict do nothing', [group]);
      const [row] = await db.query<{ position: string }[]>('select position from bus_group where name = $1', [group]);
      return Number(row?.position ?? 0);
    },

    async moveGroup(group, position) {
      await db.query(moveGroupSql, [group, position]);
    },

    async trim(retentionMs) {
      const [removed] = await db.query<{ count: string }[]>(trimSql, [retentionMs / 1_000, trimBatchSize]);
      return Number(removed?.count) === trimBatchSize;
    },
  };
}

interface BoundsRow {
  head: string;
  trimmed: string;
}

interface PageRow extends BoundsRow {
  position: string | null;
  envelope: EventEnvelope | null;
}

const boundColumns = `
  greatest(trimmed_position, (select max(position) from bus_event)) as head,
  trimmed_position as trimmed`;

const pageSql = `
  with bounds as (select ${boundColumns} from bus_state)
  select bounds.head, bounds.trimmed, event.position, event.envelope
  from bounds left join lateral (
    select position, envelope from bus_event
    where position > $1 and position <= bounds.head and ($2::text[] is null or type = any($2))
    order by position limit $3
  ) event on true
  order by event.position`;

/*
 * Nobody waits for the disk: should the server die, the group gets its last events again and knows them by its inbox.
 * What is trimmed is never ahead of it, because that commit comes later in the same log.
 */
const moveGroupSql = `
  with waiting_for_no_disk as materialized (select set_config('synchronous_commit', 'off', true))
  update bus_group set position = $2, updated_at = now() from waiting_for_no_disk where name = $1 and position < $2`;

const trimSql = `
  with oldest as (
    select position, appended_at from bus_event order by position limit $2
  ), removed as (
    delete from bus_event where position in (
      select position from oldest
      where appended_at < now() - make_interval(secs => $1)
        and not exists (select from bus_group where bus_group.position < oldest.position)
    ) returning position
  ), noted as (
    update bus_state set trimmed_position = greatest(trimmed_position, (select max(position) from removed))
    where exists (select from removed)
  )
  select count(*) as count from removed`;
