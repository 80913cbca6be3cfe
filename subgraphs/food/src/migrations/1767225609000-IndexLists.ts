import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds restaurants and dishes by parts of words, by cuisine and by what they suit, without reading all of them. */
export class IndexLists1767225609000 implements MigrationInterface {
  readonly name = 'IndexLists1767225609000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query(`
      create function lower_all(texts text[]) returns text[] language sql immutable strict parallel safe
        as 'select array(select lower(single) from unnest(texts) as single)'`);
    // What array_to_string does depends on settings for some types, so it may not stand in a column; for text it does not.
    await runner.query(`
      create function joined(texts text[]) returns text language sql immutable strict parallel safe
        as 'select array_to_string(texts, '' '')'`);
    // No word that is looked for has a line break, so none is found across two of the texts.
    await runner.query(`
      alter table restaurant add search_text text not null generated always as (
        lower(name || E'\\n' || joined(cuisines))) stored`);
    await runner.query('create index restaurant_words on restaurant using gin (search_text gin_trgm_ops)');
    await runner.query('create index restaurant_cuisines on restaurant using gin (lower_all(cuisines))');
    await runner.query(`
      alter table food add search_text text not null generated always as (
        lower(name || E'\\n' || coalesce(description, ''))) stored`);
    await runner.query('create index food_words on food using gin (search_text gin_trgm_ops)');
    await runner.query('create index food_dietary on food using gin (dietary)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index food_dietary, restaurant_cuisines');
    await runner.query('alter table food drop search_text');
    await runner.query('alter table restaurant drop search_text');
    await runner.query('drop function joined(text[]), lower_all(text[])');
    await runner.query('drop extension pg_trgm');
  }
}
