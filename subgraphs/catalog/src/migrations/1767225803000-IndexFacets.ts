import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts how a shop of any size divides from indexes alone, knows the few that are sold out, and finds titles by words. */
export class IndexFacets1767225803000 implements MigrationInterface {
  readonly name = 'IndexFacets1767225803000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index listed_item_by_facets on catalog_item (kind, category_id, currency, price_minor) include (id)
      where is_listed`);
    await runner.query('create index stock_sold_out on stock (item_id) where available = 0');
    // By relevance, what has the words in its title is looked for first.
    await runner.query('create index catalog_item_title_words on catalog_item using gin (sort_title gin_trgm_ops)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index catalog_item_title_words, stock_sold_out, listed_item_by_facets');
  }
}
