import type { SearchDocument } from '../../src/domain/searchDocument';
import type { SearchIndex } from '../../src/elasticsearch/searchIndex';
import type { IndexedDocument } from '../../src/engines/searchEngine';
import type { EngineUnderTest } from './engineSuite';

/** For an index that begins empty. */
export async function* noDocuments(): AsyncGenerator<readonly IndexedDocument[]> {
  // Nothing.
}

/** Ways to give an index documents, each newer than what it has. */
export function onIndex(index: SearchIndex): Pick<EngineUnderTest, 'index' | 'remove'> {
  let revision = 0;
  const newer = () => {
    revision += 1;
    return revision;
  };
  const asChange = (document: SearchDocument) => {
    const indexed = { ...document, revision: newer() };
    return { ...indexed, document: indexed };
  };
  return {
    index: async (documents) => {
      await index.apply(documents.map(asChange));
      await index.refresh();
    },
    remove: async (kind, id) => {
      await index.apply([{ kind, id, revision: newer(), document: null }]);
      await index.refresh();
    },
  };
}
