import type { Resolvers } from '../generated/resolverTypes';
import { CatalogItem } from './catalogItem';

export const resolvers: Resolvers = { CatalogItem };
