export const searchKinds = [
  'PRODUCT',
  'BOOK',
  'MOVIE',
  'THEATER',
  'SHOWING',
  'BOOKING',
  'ORDER',
  'RESTAURANT',
  'FOOD',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** By what hits are counted besides their kind. */
export const facetFields = ['author', 'category', 'city', 'cuisine', 'genre'] as const;
export type FacetField = (typeof facetFields)[number];

/** What is found of a thing in another domain. */
export interface SearchDocument {
  readonly kind: SearchKind;
  readonly id: string;
  /** Found by this user alone; null: by everyone. */
  readonly ownerId: string | null;
  readonly title: string;
  /** Names and labels: authors, genres, cuisines, what was ordered, a SKU. */
  readonly keywords: string;
  readonly body: string;
  /** The values by which hits are counted, each once. */
  readonly facets: Readonly<Partial<Record<FacetField, readonly string[]>>>;
  /** From then on it is not found any more; null: never. */
  readonly visibleUntil: Date | null;
}

/** The fields in which words are looked for, the one that counts most first. */
export const searchedFields = ['title', 'keywords', 'body'] as const;
export type SearchedField = (typeof searchedFields)[number];
