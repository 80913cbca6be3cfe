import type { Listing } from '@marquee/shared/pagination';
import type {
  BookConnectionResolvers,
  ProductConnectionResolvers,
  StockMovementConnectionResolvers,
} from '../generated/resolverTypes';
import type { CatalogItemEntity } from '../persistence/catalogItem.entity';
import type { StockMovementEntity } from '../persistence/stockMovement.entity';
import type { ProductListing } from '../services/products/listProducts';

export type { ProductListing };
export type BookListing = Listing<CatalogItemEntity>;
export type StockMovementListing = Listing<StockMovementEntity>;

/** Counting reads every row that matches, so it is done only for those who ask. */
const totalCount = ({ countAll }: Pick<Listing<unknown>, 'countAll'>) => countAll();

export const ProductConnection: ProductConnectionResolvers = {
  totalCount,
  facets: ({ findFacets }) => findFacets(),
};
export const BookConnection: BookConnectionResolvers = { totalCount };
export const StockMovementConnection: StockMovementConnectionResolvers = { totalCount };
