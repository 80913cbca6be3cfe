import type { SearchDocument, SearchedField, SearchKind } from '../domain/searchDocument';

export type EngineName = 'ELASTICSEARCH' | 'POSTGRES';

/** What is looked for, by whom. */
export interface SearchRequest {
  /** Folded, see `queryWords`; none finds nothing. */
  readonly words: readonly string[];
  readonly kinds: readonly SearchKind[];
  readonly viewerId: string | null;
  readonly now: Date;
  readonly offset: number;
  readonly size: number;
}

export interface SuggestRequest {
  /** Folded; the last one is a beginning. */
  readonly words: readonly string[];
  readonly kinds: readonly SearchKind[];
  readonly viewerId: string | null;
  readonly now: Date;
  readonly limit: number;
}

export interface Highlight {
  readonly field: SearchedField;
  readonly fragment: string;
}

export interface Hit {
  readonly kind: SearchKind;
  readonly id: string;
  readonly title: string;
  readonly score: number;
  readonly highlights: readonly Highlight[];
}

export interface FacetCounts {
  readonly field: string;
  readonly buckets: readonly { readonly value: string; readonly count: number }[];
}

export interface SearchResult {
  /** From `offset` on, at most `size`, best first. */
  readonly hits: readonly Hit[];
  readonly totalCount: number;
  readonly facets: readonly FacetCounts[];
}

/**
 * The port behind which an index finds documents. Every engine promises the same: each word occurs as the beginning of a
 * word in title, keywords or body; when no document has all of them, the words of titles and keywords that they may be
 * misspellings of count too. Title outweighs keywords, these outweigh the body. Matches in highlights are wrapped in
 * U+E000 and U+E001.
 */
export interface SearchEngine {
  readonly name: EngineName;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Titles that have all the words, the last as a beginning; those that begin so first, each once. */
  suggest(request: SuggestRequest): Promise<string[]>;
}

export const matchStart = '\uE000';
export const matchEnd = '\uE001';

/** What an engine keeps of a document; the higher revision is the newer one. */
export interface IndexedDocument extends SearchDocument {
  readonly revision: number;
}
