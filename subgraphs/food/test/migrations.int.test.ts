import { newId } from '@marquee/shared/ids';
import { createTestDatabase } from '@marquee/shared/testing';
import { DataSource } from 'typeorm';
import { foodMigrations } from '../src/migrations';
import { openFoodDatabase } from '../src/persistence/dataSource';
import {
  aDelivery,
  aKitchen,
  aKnownBooking,
  anOrder,
  assign,
  employ,
  eur,
  report,
  toSeats,
  withOptions,
} from './support/builders';
import { aFoodBed } from './support/foodBed';
import { aCook, aCourier, aCustomer } from './support/people';

const shapeSql = `
  select table_name as name, 'column ' || column_name || ' ' || data_type || ' ' || is_nullable as part
  from information_schema.columns where table_schema = 'public'
  union all
  select conrelid::regclass::text, 'constraint ' || conname || ' ' || pg_get_constraintdef(oid)
  from pg_constraint where connamespace = 'public'::regnamespace
  union all
  select tablename, indexdef from pg_indexes where schemaname = 'public'
  order by 1, 2`;
const shapeOf = (db: DataSource): Promise<unknown[]> => db.query(shapeSql);

/** The shape of a new database with only the first migrations. */
async function shapeAfter(count: number): Promise<unknown[]> {
  const migrations = foodMigrations.slice(0, count);
  const database = await createTestDatabase(`food_until_${count}`, { entities: [], migrations });
  const db = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  try {
    return await shapeOf(db);
  } finally {
    await db.destroy();
    await database.drop();
  }
}

/** How many migrations the release before had. */
const before = 7;

describe('the migrations of this release', () => {
  it('go back one by one over a full database, and forth again', async () => {
    const bed = await aFoodBed();
    const [ann, cook, courier] = [aCustomer(), aCook(), aCourier()];
    const kitchen = await aKitchen(bed, {
      location: { latitude: 53.35, longitude: -6.26 },
      minimumOrder: eur(100),
    });
    await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
    await employ(bed, kitchen.restaurantId, courier, ['COURIER']);
    const id = await aDelivery(bed, { customer: ann, kitchen, cook, until: 'READY' });
    await assign(bed, cook, id, courier.userId);
    await report(bed, courier, id, { latitude: 53.36, longitude: -6.26 });
    const { Pot: pot } = await withOptions(bed, kitchen);
    const lines = [{ menuItemId: kitchen.soup, quantity: 1, optionIds: [pot] }];
    const eatIn = { lines, fulfilment: 'DINE_IN', deliveryAddress: null, tip: eur(150), expectedTotal: eur(1200) };
    const { id: eatInId } = await anOrder(bed, ann, kitchen, eatIn);
    const bread = { lines: [{ menuItemId: kitchen.bread, quantity: 1 }], expectedTotal: eur(199) };
    const seated = await anOrder(bed, ann, kitchen, { ...toSeats(await aKnownBooking(bed, ann)), ...bread });
    const paymentMethodId = newId('paymentMethod');
    const unpaid = await anOrder(bed, ann, kitchen, {
      ...bread,
      fulfilment: 'PICKUP',
      deliveryAddress: null,
      paymentMethodId,
    });
    const today = await shapeOf(bed.db);
    // What the bed runs in the background would miss its tables.
    await bed.subgraph.stop();

    const db = await openFoodDatabase(bed.databaseUrl, bed.logger);
    try {
      for (let count = foodMigrations.length - 1; count >= before; count -= 1) {
        await db.undoLastMigration();
        expect(await shapeOf(db)).toEqual(await shapeAfter(count));
      }
      const orders = await db.query(
        'select fulfilment, total_minor::int as total, status from food_order where id = any ($1) order by id',
        [[eatInId, seated.id, unpaid.id]],
      );
      expect(orders).toEqual([
        { fulfilment: 'PICKUP', total: 1050, status: 'PLACED' },
        { fulfilment: 'PICKUP', total: 199, status: 'PLACED' },
        { fulfilment: 'PICKUP', total: 199, status: 'CANCELLED' },
      ]);
      await db.runMigrations();
      expect(await shapeOf(db)).toEqual(today);
    } finally {
      await db.destroy();
    }
  });
});
