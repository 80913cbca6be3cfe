import { z } from 'zod';

export const catalogItemKind = z.enum(['PRODUCT', 'BOOK']);

const amount = z.object({ minor: z.int(), currency: z.string() });

/** What the events of a catalog item carry: what is searched for in it, and what it costs. */
export const catalogItemState = z.object({
  itemId: z.string(),
  kind: catalogItemKind,
  sku: z.string(),
  /** 13 digits; null for a product, and a book without one. */
  isbn: z.string().nullable(),
  title: z.string(),
  subtitle: z.string().nullable(),
  description: z.string().nullable(),
  /** Empty for a product. */
  authors: z.array(z.string()),
  /** As it was called then; `category.saved` says when it is called otherwise. */
  category: z.object({ id: z.string(), slug: z.string(), name: z.string() }).nullable(),
  price: amount,
  /** The same price in other currencies, one each. */
  prices: z.array(amount),
  /** For shipping; null when nobody has weighed it, or it was told before weights were. */
  weightGrams: z.int().nullable().default(null),
  /** Whether it is sold: false for an archived one too. */
  isActive: z.boolean(),
  /** The item's version, which grows with each change. */
  version: z.int(),
});
