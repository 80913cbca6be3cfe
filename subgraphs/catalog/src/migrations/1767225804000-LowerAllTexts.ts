import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds words in any script and in upper or lower case, and names of authors as they are rather than as JSON. */
export class LowerAllTexts1767225804000 implements MigrationInterface {
  readonly name = 'LowerAllTexts1767225804000';

  async up(runner: QueryRunner): Promise<void> {
    // jsonb_array_elements_text comes in the order of the array; a line each, as the other texts of an item have.
    await runner.query(`
      create function lines_of(texts jsonb) returns text language sql immutable strict parallel safe
        as 'select array_to_string(array(select jsonb_array_elements_text(texts)), E''\\n'')'`);
    // One text with collation "C" makes all of them "C", where only ASCII has capitals; this collation is in every
    // PostgreSQL from 17 on, whatever locale the database has.
    await runner.query(`
      alter table catalog_item alter search_text set expression as (lower((
        title || E'\\n' || sku || E'\\n' || coalesce(description, '') || E'\\n' || coalesce(subtitle, '')
        || E'\\n' || coalesce(isbn, '') || E'\\n' || lines_of(authors)) collate pg_c_utf8))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalog_item alter search_text set expression as (lower(
        title || E'\\n' || sku || E'\\n' || coalesce(description, '') || E'\\n' || coalesce(subtitle, '')
        || E'\\n' || coalesce(isbn, '') || E'\\n' || authors::text))`);
    await runner.query('drop function lines_of(jsonb)');
  }
}
