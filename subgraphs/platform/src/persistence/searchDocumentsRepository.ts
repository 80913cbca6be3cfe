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
  const noteChange = (kind: SearchKind, id: string, revision: string) =>
    db.query(
      `insert into search_change (kind, id, revision) values ($1, $2, $3)
       on conflict (kind, id) do update set revision = excluded.revision`,
      [kind, id, revision],
    );
  /** In one order, so that two documents with the same new words wait for each other instead of blocking each other. */
  const noteWords = (words: readonly string[]) =>
    db.query(
      `insert into search_word (word) select word from unnest($1::text[]) as noted (word)
       where not exists (select from search_word known where known.word = noted.word) on conflict do nothing`,
      [words],
    );
  return {
    /** Keeps the document as it is from now on. */
    async save(document: SearchDocument): Promise<void> {
      const { kind, id, ownerId, title, keywords, body, facets, visibleUntil } = document;
      const rows: { revision: string }[] = await db.query(
        `insert into search_document (kind, id, owner_id, title, keywords, body, title_folded, names_folded, body_folded,
           facets, visible_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (kind, id) do update set revision = nextval('search_revision'), owner_id = excluded.owner_id,
           title = excluded.title, keywords = excluded.keywords, body = excluded.body,
           title_folded = excluded.title_folded, names_folded = excluded.names_folded,
           body_folded = excluded.body_folded, facets = excluded.facets, visible_until = excluded.visible_until
         returning revision`,
        [
          kind,
          id,
          ownerId,
          title,
          keywords,
          body,
          wordsOf(title).join(' '),
          wordsOf(keywords).join(' '),
          wordsOf(body).join(' '),
          JSON.stringify(facets),
          visibleUntil,
        ],
      );
      await noteChange(kind, id, rows[0]?.revision ?? '0');
      await noteWords([...new Set([...wordsOf(title), ...wordsOf(keywords)])].sort());
    },

    /** From now on there is nothing to find of it. */
    async remove(kind: SearchKind, id: string): Promise<void> {
      await db.query('delete from search_document where kind = $1 and id = $2', [kind, id]);
      const rows: { revision: string }[] = await db.query(`select nextval('search_revision') as revision`);
      await noteChange(kind, id, rows[0]?.revision ?? '0');
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

function withRevision({ revision, ...document }: Row): IndexedDocument {
  return { ...document, revision: Number(revision) };
}
