import type { estypes } from '@elastic/elasticsearch';
import { wordsOf } from '../domain/queryWords';
import { facetFields, type SearchDocument } from '../domain/searchDocument';

/** What is asked; behind it stands one index, and another one once that is complete. */
export const searchAlias = 'marquee-search';
/** Moves with the mapping: an index of another version is built anew. */
export const mappingVersion = 2;

/** The texts come folded and split, see `wordsOf`: here they are only split again, and cut into beginnings. */
export const indexDefinition: Pick<estypes.IndicesCreateRequest, 'settings' | 'mappings'> = {
  settings: {
    number_of_shards: 1,
    number_of_replicas: 0,
    'index.max_result_window': 10_000,
    analysis: {
      filter: { beginnings: { type: 'edge_ngram', min_gram: 1, max_gram: 20 } },
      analyzer: { beginnings: { type: 'custom', tokenizer: 'standard', filter: ['beginnings'] } },
    },
  },
  mappings: {
    dynamic: false,
    _meta: { mappingVersion },
    properties: {
      kind: { type: 'keyword' },
      id: { type: 'keyword' },
      ownerId: { type: 'keyword' },
      visibleUntil: { type: 'date' },
      facets: { properties: Object.fromEntries(facetFields.map((field) => [field, { type: 'keyword' }])) },
      shownTitle: { type: 'keyword' },
      titleText: { type: 'keyword' },
      titleLength: { type: 'integer' },
      title: words(),
      names: words(),
      body: words(),
    },
  },
};

function words(): estypes.MappingProperty {
  return {
    type: 'text',
    analyzer: 'standard',
    fields: { beginnings: { type: 'text', analyzer: 'beginnings', search_analyzer: 'standard' } },
  };
}

/** The document as the index keeps it; `keywords` and the shown body are read back, the rest is searched. */
export function indexedFields(document: SearchDocument): Readonly<Record<string, unknown>> {
  const { kind, id, ownerId, title, keywords, body, facets, visibleUntil } = document;
  const titleWords = wordsOf(title).join(' ');
  return {
    kind,
    id,
    ...(ownerId !== null && { ownerId }),
    ...(visibleUntil !== null && { visibleUntil: visibleUntil.toISOString() }),
    facets,
    shownTitle: title,
    titleText: titleWords,
    titleLength: title.length,
    title: titleWords,
    names: wordsOf(keywords).join(' '),
    body: wordsOf(body).join(' '),
    keywords,
    shownBody: body,
  };
}
