import type { Client } from '@elastic/elasticsearch';
import type { SearchKind } from '../domain/searchDocument';
import type { IndexedDocument } from '../engines/searchEngine';
import { indexDefinition, indexedFields, mappingVersion, searchAlias } from './indexDefinition';

/** A change of a document: without one it is gone. */
export interface IndexChange {
  readonly kind: SearchKind;
  readonly id: string;
  readonly revision: number;
  readonly document: IndexedDocument | null;
}

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }) => `${kind} ${id}`;
/** An older revision than the index has already is refused with it, and that is right. */
const conflict = 409;
const missing = 404;

/** The index that stands behind the alias, and its replacement by another one. */
export function searchIndex(client: Client) {
  return {
    /** Whether there is an index with today's mapping behind the alias. */
    async isUsable(): Promise<boolean> {
      if (!(await client.indices.existsAlias({ name: searchAlias }))) return false;
      const mappings = Object.values(await client.indices.getMapping({ index: searchAlias }));
      return mappings.every(({ mappings: mapping }) => mapping._meta?.['mappingVersion'] === mappingVersion);
    },

    /** Writes the changes; what the index knows in a newer revision stays. @throws Error when one was not taken */
    apply: (changes: readonly IndexChange[]): Promise<void> => write(client, searchAlias, changes),

    /**
     * Builds a new index from all documents and puts it in the place of the old one in one step: whoever searches
     * meanwhile finds the old one, complete. A build that fails leaves nothing behind.
     */
    async rebuild(pages: AsyncIterable<readonly IndexedDocument[]>): Promise<void> {
      const name = `${searchAlias}-v${mappingVersion}-${Date.now()}`;
      await client.indices.create({ index: name, ...indexDefinition });
      try {
        for await (const page of pages) {
          await write(
            client,
            name,
            page.map((document) => ({ ...document, document })),
          );
        }
        await client.indices.refresh({ index: name });
        await replaceBy(client, name);
      } catch (error) {
        await client.indices.delete({ index: name }, { ignore: [missing] });
        throw error;
      }
    },

    /** Makes what was written findable at once; by itself that takes up to a second. */
    refresh: async (): Promise<void> => void (await client.indices.refresh({ index: searchAlias })),
  };
}

export type SearchIndex = ReturnType<typeof searchIndex>;

async function write(client: Client, index: string, changes: readonly IndexChange[]): Promise<void> {
  if (changes.length === 0) return;
  const operations = changes.flatMap((change) => {
    const { revision, document } = change;
    const target = { _index: index, _id: keyOf(change), version: revision, version_type: 'external' as const };
    return document === null ? [{ delete: target }] : [{ index: target }, indexedFields(document)];
  });
  const { errors, items } = await client.bulk({ operations });
  if (!errors) return;
  const failed = items
    .flatMap((item) => Object.values(item))
    .find(({ status }) => status >= 400 && status !== conflict && status !== missing);
  if (failed !== undefined)
    throw new Error(`Elasticsearch did not take a document: ${failed.error?.reason ?? failed.status}`);
}

async function replaceBy(client: Client, name: string): Promise<void> {
  const isThere = await client.indices.existsAlias({ name: searchAlias });
  const old = isThere ? Object.keys(await client.indices.getAlias({ name: searchAlias })) : [];
  await client.indices.updateAliases({
    actions: [
      ...old.map((index) => ({ remove: { index, alias: searchAlias } })),
      { add: { index: name, alias: searchAlias } },
    ],
  });
  for (const index of old) await client.indices.delete({ index }, { ignore: [missing] });
}
