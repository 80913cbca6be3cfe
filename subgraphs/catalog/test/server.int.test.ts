import { busMigrations } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { createLogger } from '@marquee/shared/logging';
import { createTestDatabase, eventually, redoMigrations, type TestDatabase } from '@marquee/shared/testing';
import { catalogEntities, catalogMigrations, catalogVariables, readCatalogConfig, startCatalog } from '../src/index';
import { openCatalogDatabase } from '../src/persistence/dataSource';
import { reserveStock } from '../src/services/reservations/reserveStock';

const logger = createLogger({ service: 'catalog', level: 'silent' });
let database: TestDatabase;
let busDatabase: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('catalog', { entities: catalogEntities, migrations: catalogMigrations });
  busDatabase = await createTestDatabase('bus', { entities: [], migrations: busMigrations });
});
afterAll(() => Promise.all([database.drop(), busDatabase.drop()]));

describe('catalog as it is started', () => {
  const environment = () => ({
    CATALOG_DATABASE_URL: database.url,
    BUS_DATABASE_URL: busDatabase.url,
    GATEWAY_IDENTITY_SECRET: 'a secret of the tests, long enough for HS256',
  });

  it('is ready, refuses whoever the gateway did not send, and stops', async () => {
    const catalog = await startCatalog(readCatalogConfig(environment()), { logger });
    const { url } = await catalog.listen({ host: '127.0.0.1', port: 0 });
    try {
      expect(await catalog.ready()).toEqual({ ready: true, dependencies: { database: true, bus: true } });
      for (const query of ['{ __typename }', '{ _service { sdl } }', '{ products { nodes { id } } }']) {
        expect((await catalog.execute({ query, headers: {} })).status).toBe(401);
        const response = await fetch(`${new URL(url).origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
        expect(response.status).toBe(401);
      }
    } finally {
      await catalog.stop();
    }
  });

  it('gives back by itself what is reserved for too long', async () => {
    const catalog = await startCatalog(readCatalogConfig(environment()), { logger });
    const db = await openCatalogDatabase(database.url, logger);
    try {
      const id = newId('product');
      await db.query(
        `insert into catalog_item (id, kind, sku, title, price_minor, currency, is_active, version, created_at, updated_at)
         values ($1, 'PRODUCT', 'S-1', 'Lamp', 1, 'EUR', true, 1, now(), now())`,
        [id],
      );
      await db.query('insert into stock (item_id, on_hand) values ($1, 2)', [id]);
      const expiresAt = new Date(Date.now() + 1_500);
      await reserveStock(db.manager, { reference: 'order-1', lines: [{ itemId: id, quantity: 2 }], expiresAt });
      await eventually(async () => {
        expect(await db.query('select reserved from stock')).toEqual([{ reserved: 0 }]);
      });
      expect(await db.query('select state from stock_reservation')).toEqual([{ state: 'EXPIRED' }]);
    } finally {
      await Promise.all([catalog.stop(), db.destroy()]);
    }
  });

  it('says every mistake of its configuration at once', () => {
    expect(() => readCatalogConfig({ CATALOG_PORT: 'x', GATEWAY_IDENTITY_SECRET: 'short' })).toThrow(
      /CATALOG_PORT[^]*CATALOG_DATABASE_URL[^]*BUS_DATABASE_URL[^]*GATEWAY_IDENTITY_SECRET/,
    );
    expect(Object.values(catalogVariables).map(({ name }) => name)).toContain('CATALOG_PORT');
  });
});

describe('the migrations', () => {
  it('can all be taken back and done again', async () => {
    const db = await openCatalogDatabase(database.url, logger);
    try {
      const { before, without, after } = await redoMigrations(db);
      expect(without).toEqual(['migration']);
      expect(after).toEqual(before);
    } finally {
      await db.destroy();
    }
  });
});
