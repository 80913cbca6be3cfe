import type { SelectQueryBuilder } from 'typeorm';
import type { RestaurantEntity } from './restaurant.entity';

/*
 * The rule of `isWithinOpeningHours` in SQL, so that a page stops at its size: a window of this local day or of the day
 * before, whose close at or before its open is on the next day. A time that the clocks show twice counts, as there, first
 * for opening and last for closing. PostgreSQL takes it for the last; the first is up to two hours back.
 */
const isOpenSql = `exists (
  select from jsonb_to_recordset("row".opening_hours) as slot (weekday integer, opens time, closes time)
    cross join generate_series(0, 1) as ago
    cross join lateral (select (:openAt::timestamptz at time zone "row".time_zone)::date - ago as day) as local
    cross join lateral (
      select day + opens as opens_at, day + closes + case when closes <= opens then interval '1 day' else '0' end as closes_at
    ) as span
  where extract(isodow from day) = weekday
    and :openAt::timestamptz < closes_at at time zone "row".time_zone
    and :openAt::timestamptz >= coalesce(
      (select min(showing)
       from unnest(array['0', '30 minutes', '1 hour', '2 hours']::interval[]) as back
         cross join lateral (select (opens_at at time zone "row".time_zone) - back as showing) as earlier
       where (showing at time zone "row".time_zone) = opens_at),
      opens_at at time zone "row".time_zone))`;

/** Keeps the restaurants (alias `row`) that take orders at that moment. */
export function takesOrdersAt(query: SelectQueryBuilder<RestaurantEntity>, openAt: Date): void {
  query.andWhere('not row.isPaused').andWhere(isOpenSql, { openAt });
}
