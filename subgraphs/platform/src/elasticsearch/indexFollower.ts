import type { Logger } from '@marquee/shared/logging';
import type { DataSource, EntityManager } from 'typeorm';
import type { IndexedDocument } from '../engines/searchEngine';
import { searchDocumentsRepository } from '../persistence/searchDocumentsRepository';
import type { SearchIndex } from './searchIndex';

const batchSize = 500;

/**
 * Brings the index up to what the database knows: builds it where there is none of today's mapping or one was asked for,
 * then writes what has changed. Any replica may run it at any time; one does the work. @throws Error while it is down
 */
export async function followIndex(db: DataSource, index: SearchIndex, logger: Logger): Promise<void> {
  await db.transaction(async (tx) => {
    const [lock]: { isOurs: boolean }[] = await tx.query(
      `select pg_try_advisory_xact_lock(hashtextextended('search.index', 0)) as "isOurs"`,
    );
    if (lock?.isOurs !== true) return;
    if (await takeRebuildRequest(tx)) {
      await index.rebuild(allDocuments(db));
      logger.info('the search index was built anew');
    } else if (!(await index.isUsable())) {
      await index.rebuild(allDocuments(db));
      logger.info('the search index was built');
    }
  });
  while (await writeChanges(db, index)) {
    // Until nothing waits.
  }
}

/**
 * Forgets what no index will hear of, where there is none. In its place stands one request to build the index anew, for
 * an Elasticsearch that comes, or that was away for as long.
 */
export async function forgoIndex(db: DataSource): Promise<void> {
  while (await forgetChanges(db)) {
    // Until nothing waits.
  }
}

async function forgetChanges(db: DataSource): Promise<boolean> {
  return db.transaction(async (tx) => {
    const documents = searchDocumentsRepository(tx);
    const changes = await documents.changes(batchSize);
    await documents.forget(changes);
    const [row]: { count: number }[] = await tx.query('select count(*)::int as count from search_rebuild');
    const requests = row?.count ?? 0;
    if (requests > 1 || (requests === 0 && changes.length > 0)) {
      await takeRebuildRequest(tx);
      await requestRebuild(tx);
    }
    return changes.length === batchSize;
  });
}

/** Has the index built anew at the next turn. */
export async function requestRebuild(tx: EntityManager): Promise<void> {
  await tx.query('insert into search_rebuild (requested_at) values (now())');
}

/** Held by the transaction: a build that fails leaves the request there. */
async function takeRebuildRequest(tx: EntityManager): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query('delete from search_rebuild');
  return count > 0;
}

async function* allDocuments(db: DataSource): AsyncGenerator<readonly IndexedDocument[]> {
  let last: IndexedDocument | undefined;
  for (;;) {
    const page = await searchDocumentsRepository(db.manager).page(last ?? null, batchSize);
    if (page.length > 0) yield page;
    if (page.length < batchSize) return;
    last = page.at(-1);
  }
}

/** Writes the oldest changes; true when there may be more. They are forgotten only once the index has them. */
async function writeChanges(db: DataSource, index: SearchIndex): Promise<boolean> {
  return db.transaction(async (tx) => {
    const documents = searchDocumentsRepository(tx);
    const changes = await documents.changes(batchSize);
    const found = new Map((await documents.ofChanges(changes)).map((document) => [keyOf(document), document]));
    await index.apply(
      changes.map(({ kind, id, revision }) => {
        const document = found.get(keyOf({ kind, id })) ?? null;
        return { kind, id, revision: document?.revision ?? Number(revision), document };
      }),
    );
    await documents.forget(changes);
    return changes.length === batchSize;
  });
}

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }) => `${kind} ${id}`;
