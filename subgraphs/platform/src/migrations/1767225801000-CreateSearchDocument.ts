import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What can be found of other domains, and which of it an external index has not heard of yet. */
export class CreateSearchDocument1767225801000 implements MigrationInterface {
  readonly name = 'CreateSearchDocument1767225801000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    await runner.query('create sequence search_revision');

    // The texts are folded before they come here, so that every engine compares the same: `simple` only splits them.
    await runner.query(`
      create table search_document (
        kind          text collate "C" not null,
        id            text collate "C" not null,
        revision      bigint not null default nextval('search_revision'),
        owner_id      text collate "C",
        title         text not null,
        keywords      text not null,
        body          text not null,
        title_folded  text not null,
        names_folded  text not null,
        body_folded   text not null,
        facets        jsonb not null default '{}',
        visible_until timestamptz(3),
        words         tsvector not null generated always as (
          setweight(to_tsvector('simple', title_folded), 'A')
          || setweight(to_tsvector('simple', names_folded), 'B')
          || setweight(to_tsvector('simple', body_folded), 'D')) stored,
        primary key (kind, id)
      )`);
    await runner.query('create index search_document_words on search_document using gin (words)');
    await runner.query('create index search_document_title on search_document (title_folded text_pattern_ops)');

    // Every word that a title or a keyword ever had: where misspelt ones are looked up.
    await runner.query('create table search_word (word text collate "C" primary key)');
    await runner.query('create index search_word_similar on search_word using gin (word gin_trgm_ops)');

    await runner.query(`
      create table search_change (
        kind       text collate "C" not null,
        id         text collate "C" not null,
        revision   bigint not null,
        primary key (kind, id)
      )`);
    await runner.query('create index search_change_oldest on search_change (revision)');
    await runner.query('create table search_rebuild (requested_at timestamptz not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table search_rebuild, search_change, search_word, search_document');
    await runner.query('drop sequence search_revision');
    await runner.query('drop extension pg_trgm');
  }
}
