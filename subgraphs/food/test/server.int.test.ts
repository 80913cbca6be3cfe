import { busMigrations, createPostgresBus, eventOf, userCreatedV1 } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { createTestDatabase, eventually, redoMigrations, type TestDatabase } from '@marquee/shared/testing';
import { foodEntities, foodMigrations, foodVariables, readFoodConfig, startFood } from '../src/index';
import { openFoodDatabase } from '../src/persistence/dataSource';

const logger = createLogger({ service: 'food', level: 'silent' });
let database: TestDatabase;
let busDatabase: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('food', { entities: foodEntities, migrations: foodMigrations });
  busDatabase = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
});
afterAll(() => Promise.all([database.drop(), busDatabase.drop()]));

describe('food as it is started', () => {
  const environment = () => ({
    FOOD_DATABASE_URL: database.url,
    BUS_DATABASE_URL: busDatabase.url,
    GATEWAY_IDENTITY_SECRET: 'a secret of the tests, long enough for HS256',
  });

  it('is ready, refuses whoever the gateway did not send, and stops', async () => {
    const food = await startFood(readFoodConfig(environment()), { logger });
    const { url } = await food.listen({ host: '127.0.0.1', port: 0 });
    try {
      expect(await food.ready()).toEqual({ ready: true, dependencies: { database: true, bus: true } });
      for (const query of ['{ __typename }', '{ _service { sdl } }', '{ restaurants { nodes { id } } }']) {
        expect((await food.execute({ query, headers: {} })).status).toBe(401);
        const response = await fetch(`${new URL(url).origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
        expect(response.status).toBe(401);
      }
    } finally {
      await food.stop();
    }
  });

  it('hears what users are called', async () => {
    const food = await startFood(readFoodConfig(environment()), { logger });
    const bus = await createPostgresBus({ url: busDatabase.url, logger });
    const db = await openFoodDatabase(database.url, logger);
    try {
      const data = {
        userId: newId('user'),
        username: 'cora',
        displayName: 'Cora',
        role: 'USER' as const,
        locale: 'en',
      };
      await bus.publish([eventOf(userCreatedV1, { aggregateId: data.userId, data })]);
      await eventually(async () => {
        expect(await db.query('select * from user_name')).toEqual([{ user_id: data.userId, display_name: 'Cora' }]);
      });
    } finally {
      await Promise.all([food.stop(), bus.close(), db.destroy()]);
    }
  });

  it('calls off orders that are not paid in time', async () => {
    const food = await startFood(readFoodConfig(environment()), { logger });
    const db = await openFoodDatabase(database.url, logger);
    const [restaurantId, id] = [newId('restaurant'), newId('foodOrder')];
    try {
      await db.query(
        `insert into restaurant (id, name, address, time_zone, prep_minutes) values ($1, 'Sopra', '{}', 'UTC', 20)`,
        [restaurantId],
      );
      await db.query(
        `insert into food_order (id, number, customer_id, restaurant_id, fulfilment, currency, subtotal_minor,
           delivery_fee_minor, total_minor, status, payment, payment_due_at, version, created_at, updated_at)
         values ($1, 'F-7K3M-92QX', 'usr_1', $2, 'PICKUP', 'EUR', 650, 0, 650, 'AWAITING_PAYMENT', 'BY_METHOD', now(), 1,
           now(), now())`,
        [id, restaurantId],
      );
      await eventually(async () => {
        expect(await db.query('select status from food_order where id = $1', [id])).toEqual([{ status: 'CANCELLED' }]);
      }, 30_000);
    } finally {
      await Promise.all([food.stop(), db.destroy()]);
    }
  });

  it('says every mistake of its configuration at once', () => {
    expect(() => readFoodConfig({ FOOD_PORT: 'x', GATEWAY_IDENTITY_SECRET: 'short' })).toThrow(
      /FOOD_PORT[^]*FOOD_DATABASE_URL[^]*BUS_DATABASE_URL[^]*GATEWAY_IDENTITY_SECRET/,
    );
    expect(Object.values(foodVariables).map(({ name }) => name)).toContain('FOOD_PORT');
  });
});

describe('the migrations', () => {
  it('can all be taken back and done again', async () => {
    const db = await openFoodDatabase(database.url, logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
  });
});
