import type { Resolvers } from '../generated/resolverTypes';
import { Book } from './book';
import { bookMutations, categoryMutations } from './bookMutations';
import { CatalogItem } from './catalogItem';
import { catalogQueries } from './catalogQueries';
import { Category } from './category';
import { BookConnection, ProductConnection, StockMovementConnection } from './connections';
import { Product } from './product';
import { BulkRowResult, productMutations } from './productMutations';
import { StockLevel, StockMovement } from './stock';
import { stockMutations } from './stockMutations';
import { StockEvent, Subscription } from './subscription';

export const resolvers: Resolvers = {
  Query: catalogQueries,
  Mutation: { ...productMutations, ...bookMutations, ...categoryMutations, ...stockMutations },
  Subscription,
  CatalogItem,
  Product,
  Book,
  Category,
  StockLevel,
  StockMovement,
  StockEvent,
  BulkRowResult,
  ProductConnection,
  BookConnection,
  StockMovementConnection,
};
