import { openDatabase } from '@marquee/shared/database';
import { createLogger } from '@marquee/shared/logging';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import type { DataSource } from 'typeorm';
import { createPostgresEngine } from '../src/engines/postgresEngine';
import { platformMigrations } from '../src/migrations';
import { searchDocumentsRepository } from '../src/persistence/searchDocumentsRepository';
import { describeEngine } from './support/engineSuite';

let database: TestDatabase;
let db: DataSource;
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

describeEngine('PostgreSQL', async () => {
  const schema = { entities: [], migrations: platformMigrations };
  database = await createTestDatabase('platform', schema);
  const logger = createLogger({ service: 'platform', level: 'silent' });
  db = await openDatabase({ url: database.url, applicationName: 'platform', logger, ...schema });
  const repository = searchDocumentsRepository(db.manager);
  return {
    engine: createPostgresEngine(db),
    index: async (documents) => {
      for (const document of documents) await repository.save(document);
    },
    remove: (kind, id) => repository.remove(kind, id),
  };
});
