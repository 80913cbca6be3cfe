import type { SearchKind } from '../domain/searchDocument';
import type { SearchHitResolvers, SearchSubjectResolvers } from '../generated/resolverTypes';

/** A thing of another subgraph, which resolves the rest. */
export interface Subject {
  readonly __typename: (typeof typeOf)[SearchKind];
  readonly id: string;
}

const typeOf = {
  PRODUCT: 'Product',
  BOOK: 'Book',
  MOVIE: 'Movie',
  THEATER: 'Theater',
  SHOWING: 'Showing',
  BOOKING: 'Booking',
  ORDER: 'Order',
  RESTAURANT: 'Restaurant',
  FOOD: 'Food',
} as const satisfies Record<SearchKind, string>;

export const SearchHit: SearchHitResolvers = {
  subject: ({ kind, id }) => ({ __typename: typeOf[kind], id }),
};

export const SearchSubject: SearchSubjectResolvers = { __resolveType: ({ __typename }) => __typename };
