import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the catalog told last of its items and categories: a document of an item is made of both. */
export class CreateCatalogItem1767225802000 implements MigrationInterface {
  readonly name = 'CreateCatalogItem1767225802000';

  async up(runner: QueryRunner): Promise<void> {
    // Without a time: nothing but an item has named it so far.
    await runner.query(`
      create table catalog_category (
        id      text collate "C" primary key,
        name    text not null,
        told_at timestamptz(3)
      )`);
    // What is gone stays here, so that an older event does not bring it back.
    await runner.query(`
      create table catalog_item (
        id          text collate "C" primary key,
        version     integer not null,
        category_id text collate "C" references catalog_category (id),
        facts       jsonb not null
      )`);
    await runner.query('create index catalog_item_of_category on catalog_item (category_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalog_item, catalog_category');
  }
}
