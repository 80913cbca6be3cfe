import type { EntityManager } from 'typeorm';
import { wordsOf } from '../domain/queryWords';
import type { SearchDocument, SearchKind } from '../domain/searchDocument';
import type { IndexedDocument } from '../engines/searchEngine';

/** A document that an external index has not heard of: gone when it has no row any more. */
export interface DocumentChange {
  readonly kind: SearchKind;
  readonly id: string;
  readonly revision: string;
}

interface Row extends SearchDocument {
  readonly revision: string;
}

/** All queries on what can be found, but for finding it. */
export function searchDocumentsRepository(db: EntityManager) {
  const noteChanges = (changes: readonly DocumentChange[]) =>
    db.query(
      `insert into search_change (kind, id, revision) select * from unnest($1::text[], $2::text[], $3::bigint[])
       on conflict (kind, id) do update set revision = excluded.revision`,
      [changes.map(({ kind }) => kind), changes.map(({ id }) => id), changes.map(({ revision }) => revision)],
    );
  /** In one order, so that two documents with the same new words wait for each other instead of blocking each other. */
  const noteWords = (words: readonly string[]) =>
    db.query(
      `insert into search_word (word) select word from unnest($1::text[]) as noted (word)
       where not exists (select from search_word known where known.word = noted.word) on conflict do nothing`,
      [words],
    );
  return {
    /** Keeps the documents as they are from now on; none of them twice. */
    async save(...documents: readonly SearchDocument[]): Promise<void> {
      const changes: DocumentChange[] = await db.query(saveSql, [JSON.stringify(documents.map(withFoldedTexts))]);
      await noteChanges(changes);
      const names = documents.flatMap(({ title, keywords }) => [...wordsOf(title), ...wordsOf(keywords)]);
      await noteWords([...new Set(names)].sort());
    },

    /** From now on there is nothing to find of it. */
    async remove(kind: SearchKind, id: string): Promise<void> {
      await db.query('delete from search_document where kind = $1 and id = $2', [kind, id]);
      const rows: { revision: string }[] = await db.query(`select nextval('search_revision') as revision`);
      await noteChanges(rows.map(({ revision }) => ({ kind, id, revision })));
    },

    async count(kinds: readonly SearchKind[]): Promise<number> {
      const [row]: { count: number }[] = await db.query(
        'select count(*)::int as count from search_document where kind = any ($1)',
        [kinds],
      );
      return row?.count ?? 0;
    },

    /** The documents after that one, by kind and id. */
    async page(after: Pick<DocumentChange, 'kind' | 'id'> | null, size: number): Promise<IndexedDocument[]> {
      const rows: Row[] = await db.query(
        `select kind, id, revision, owner_id as "ownerId", title, keywords, body, facets,
           visible_until as "visibleUntil"
         from search_document where (kind, id) > ($1, $2) order by kind, id limit $3`,
        [after?.kind ?? '', after?.id ?? '', size],
      );
      return rows.map(withRevision);
    },

    /** The changes that have waited longest; whoever else asks meanwhile gets others. */
    changes: (size: number): Promise<DocumentChange[]> =>
      db.query('select kind, id, revision from search_change order by revision limit $1 for update skip locked', [
        size,
      ]),

    async ofChanges(changes: readonly DocumentChange[]): Promise<IndexedDocument[]> {
      const rows: Row[] = await db.query(
        `select kind, id, revision, owner_id as "ownerId", title, keywords, body, facets,
           visible_until as "visibleUntil"
         from search_document
         where (kind, id) in (select * from unnest($1::text[], $2::text[]))`,
        [changes.map(({ kind }) => kind), changes.map(({ id }) => id)],
      );
      return rows.map(withRevision);
    },

    /** Those changes are known now; one that came again meanwhile stays. */
    async forget(changes: readonly DocumentChange[]): Promise<void> {
      await db.query(
        `delete from search_change where (kind, id, revision) in
           (select * from unnest($1::text[], $2::text[], $3::bigint[]))`,
        [changes.map(({ kind }) => kind), changes.map(({ id }) => id), changes.map(({ revision }) => revision)],
      );
    },
  };
}

const saveSql = `
  insert into search_document (kind, id, owner_id, title, keywords, body, title_folded, names_folded, body_folded, facets,
    visible_until)
  select * from jsonb_to_recordset($1::jsonb) as given (kind text, id text, "ownerId" text, title text, keywords text,
    body text, "titleFolded" text, "namesFolded" text, "bodyFolded" text, facets jsonb, "visibleUntil" timestamptz)
  on conflict (kind, id) do update set revision = nextval('search_revision'), owner_id = excluded.owner_id,
    title = excluded.title, keywords = excluded.keywords, body = excluded.body, title_folded = excluded.title_folded,
    names_folded = excluded.names_folded, body_folded = excluded.body_folded, facets = excluded.facets,
    visible_until = excluded.visible_until
  returning kind, id, revision`;

function withFoldedTexts(document: SearchDocument) {
  const { title, keywords, body } = document;
  const [titleFolded, namesFolded, bodyFolded] = [title, keywords, body].map((text) => wordsOf(text).join(' '));
  return { ...document, titleFolded, namesFolded, bodyFolded };
}

function withRevision({ revision, ...document }: Row): IndexedDocument {
  return { ...document, revision: Number(revision) };
}
