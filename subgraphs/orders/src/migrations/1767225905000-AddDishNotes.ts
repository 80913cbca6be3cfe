import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the kitchen is to know of a dish, in a basket and in the order that was made of it. */
export class AddDishNotes1767225905000 implements MigrationInterface {
  readonly name = 'AddDishNotes1767225905000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table order_line add column note text');
    await runner.query(`alter table cart_line add column note text check (note is null or kind = 'DISH')`);
    await runner.query('alter table cart_line drop constraint cart_line_once');
    // By its digest: a note may be longer than an index takes.
    await runner.query(`
      create unique index cart_line_once
        on cart_line (cart_id, kind, subject_id, option_ids, coalesce(md5(note), ''))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index cart_line_once');
    await runner.query(`
      delete from cart_line line using cart_line other
      where line.cart_id = other.cart_id and line.kind = other.kind and line.subject_id = other.subject_id
        and line.option_ids = other.option_ids and line.id > other.id`);
    await runner.query(
      'alter table cart_line add constraint cart_line_once unique (cart_id, kind, subject_id, option_ids)',
    );
    await runner.query('alter table cart_line drop column note');
    await runner.query('alter table order_line drop column note');
  }
}
