import { newId } from '@marquee/shared/ids';
import { eventually, redoMigrations } from '@marquee/shared/testing';
import { openPlatformDatabase } from '../src/persistence/dataSource';
import { itemTold } from './support/facts';
import { aPlatformBed } from './support/platformBed';

describe('the migrations', () => {
  it('can all be taken back over a full database, and done again', async () => {
    const bed = await aPlatformBed();
    await bed.hear(
      itemTold('product.created', { title: 'Lamp', category: { id: newId('category'), slug: 'a', name: 'A' } }),
    );
    await eventually(async () => expect(await bed.db.query('select from search_document')).toHaveLength(1));
    // What the bed runs in the background would miss its tables.
    await bed.subgraph.stop();

    const db = await openPlatformDatabase(bed.databaseUrl, bed.logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
  });
});
