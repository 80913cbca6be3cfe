import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tree of categories, and what is sold: products and books in one table. */
export class CreateItem1767225801000 implements MigrationInterface {
  readonly name = 'CreateItem1767225801000';

  async up(runner: QueryRunner): Promise<void> {
    // Reservations run out by the clock of the database, which all replicas share. Tests put another one in its place.
    await runner.query(`
      create function catalog_now() returns timestamptz(3) language sql stable
        as 'select date_trunc(''milliseconds'', statement_timestamp())'`);
    // Parts of words, in any of the texts of an item, by one index.
    await runner.query('create extension if not exists pg_trgm');

    await runner.query(`
      create table category (
        id          text collate "C" primary key,
        slug        text collate "C" not null constraint category_slug_once unique
          check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name        text not null check (name <> ''),
        sort_name   text collate "C" not null generated always as (lower(name)) stored,
        description text,
        parent_id   text collate "C" references category (id) check (parent_id <> id)
      )`);
    await runner.query('create index category_of_parent on category (parent_id, sort_name, id)');

    await runner.query(`
      create table catalog_item (
        id           text collate "C" primary key,
        kind         text collate "C" not null check (kind in ('PRODUCT', 'BOOK')),
        sku          text collate "C" not null check (sku <> ''),
        title        text not null check (title <> ''),
        sort_title   text collate "C" not null generated always as (lower(title)) stored,
        description  text,
        price_minor  bigint not null check (price_minor between 1 and 1000000000),
        currency     text collate "C" not null,
        category_id  text collate "C" references category (id),
        attributes   jsonb not null default '[]',
        image_url    text,
        weight_grams integer check (weight_grams > 0),
        isbn         text collate "C" constraint catalog_item_isbn_once unique check (isbn ~ '^97[89][0-9]{10}$'),
        subtitle     text,
        authors      jsonb not null default '[]',
        publisher    text,
        published_on date,
        page_count   integer check (page_count > 0),
        language     text,
        is_active    boolean not null,
        archived_at  timestamptz(3),
        is_listed    boolean not null generated always as (is_active and archived_at is null) stored,
        version      integer not null check (version > 0),
        created_at   timestamptz(3) not null,
        updated_at   timestamptz(3) not null,
        -- No word that is looked for has a line break, so none is found across two of the texts.
        search_text  text not null generated always as (lower(
          title || E'\\n' || sku || E'\\n' || coalesce(description, '') || E'\\n' || coalesce(subtitle, '')
          || E'\\n' || coalesce(isbn, '') || E'\\n' || authors::text)) stored,
        check (isbn is null or kind = 'BOOK')
      )`);
    await runner.query('create unique index catalog_item_sku_once on catalog_item (lower(sku))');
    await runner.query('create index catalog_item_words on catalog_item using gin (search_text gin_trgm_ops)');
    await runner.query(
      'create index listed_item_by_age on catalog_item (kind, created_at, id) include (category_id) where is_listed',
    );
    await runner.query('create index listed_item_by_title on catalog_item (kind, sort_title, id) where is_listed');
    await runner.query(
      'create index listed_item_by_price on catalog_item (kind, currency, price_minor, id) where is_listed',
    );
    await runner.query(
      'create index listed_item_of_category on catalog_item (category_id, kind, created_at, id) where is_listed',
    );
    await runner.query(
      'create index listed_book_by_day on catalog_item (published_on) where is_listed and published_on is not null',
    );
    await runner.query('create index hidden_item_by_age on catalog_item (kind, created_at, id) where not is_listed');

    await runner.query(`
      create table item_price (
        item_id     text collate "C" not null references catalog_item (id),
        currency    text collate "C" not null,
        price_minor bigint not null check (price_minor between 1 and 1000000000),
        primary key (item_id, currency)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table item_price, catalog_item, category');
    await runner.query('drop extension pg_trgm');
    await runner.query('drop function catalog_now');
  }
}
