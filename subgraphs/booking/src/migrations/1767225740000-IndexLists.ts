import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds films by parts of words and by genre, and counts seats, without reading all of them. */
export class IndexLists1767225740000 implements MigrationInterface {
  readonly name = 'IndexLists1767225740000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query(`
      alter table movie add search_text text not null generated always as (
        -- No word that is looked for has a line break, so none is found across two of the texts.
        lower(title || E'\\n' || coalesce(description, ''))) stored`);
    await runner.query('create index movie_words on movie using gin (search_text gin_trgm_ops)');
    await runner.query(`
      create function lower_all(texts text[]) returns text[] language sql immutable strict parallel safe
        as 'select array(select lower(single) from unnest(texts) as single)'`);
    await runner.query('create index movie_genres on movie using gin (lower_all(genres))');
    await runner.query(
      'create index seat_for_sale on seat (screen_id) include (id) where not is_retired and not is_blocked',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index seat_for_sale, movie_genres');
    await runner.query('drop function lower_all');
    await runner.query('alter table movie drop search_text');
    await runner.query('drop extension pg_trgm');
  }
}
