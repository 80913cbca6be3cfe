import { redoMigrations } from '@marquee/shared/testing';
import { openOrdersDatabase } from '../src/persistence/dataSource';
import { startSaga } from '../src/saga';
import { anOrdersBed } from './support/ordersBed';
import { aPlan, smallBasket } from './support/sagas';

describe('the migrations', () => {
  it('can all be taken back over a full database, and done again', async () => {
    const bed = await anOrdersBed();
    await bed.db.transaction((tx) => startSaga(tx, aPlan(smallBasket)));
    // What the bed runs in the background would miss its tables.
    await bed.subgraph.stop();

    const db = await openOrdersDatabase(bed.databaseUrl, bed.logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
  });
});
