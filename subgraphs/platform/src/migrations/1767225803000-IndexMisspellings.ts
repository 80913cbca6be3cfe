import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the words that a misspelt one may have been by what both are without a letter or two, however short they are. */
export class IndexMisspellings1767225803000 implements MigrationInterface {
  readonly name = 'IndexMisspellings1767225803000';

  async up(runner: QueryRunner): Promise<void> {
    // A letter that is wrong, missing, too many or exchanged: leave it out on both sides, and the rest is the same. The
    // first eight letters are enough to find candidates, and keep the number of forms at 37.
    await runner.query(`
      create function without_letters(word text, most integer) returns text[] language sql immutable strict parallel safe
        as $$
          select array(
            select left(word, 8)
            union select overlay(left(word, 8) placing '' from nth for 1)
              from generate_series(1, least(length(word), 8)) as nth where most >= 1
            union select overlay(overlay(left(word, 8) placing '' from later for 1) placing '' from earlier for 1)
              from generate_series(1, least(length(word), 8)) as earlier, generate_series(1, least(length(word), 8)) as later
              where most >= 2 and earlier < later)
        $$`);
    // A misspelt word has at most two digits, and two mistakes: what has five is none of those it may have been.
    await runner.query(`
      create index search_word_without_letters on search_word using gin (without_letters(word, 2))
      with (fastupdate = off) where word !~ '([0-9].*){5}'`);
    await runner.query('drop index search_word_similar');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create index search_word_similar on search_word using gin (word gin_trgm_ops)');
    await runner.query('drop index search_word_without_letters');
    await runner.query('drop function without_letters(text, integer)');
  }
}
