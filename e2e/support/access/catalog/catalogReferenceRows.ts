import { type AccessRow, cells } from '../access';
import type { City } from '../city';
import { reference } from '../referenceRows';
import { countedFields } from './catalogNestedRows';
import { theMovement } from './catalogQueryRows';

/** What everyone may read, so that there is nothing to be hidden about its key. */
function open(
  type: string,
  key: string,
  value: (city: City) => string,
  mark: (city: City) => string,
  selection: (city: City) => string = ({ whole }) => whole(`catalog.${type}`),
): AccessRow {
  return reference('catalog', type, key, {
    target: async (city) => ({ keys: { [key]: value(city) }, unknown: {}, marks: [mark(city)] }),
    selection,
    cells: cells('public'),
  });
}

const lampId = ({ shopFloor }: City): string => shopFloor.shop.lamp.id;
const archivedTitle = ({ shopFloor }: City): string => shopFloor.archived.marks[0] ?? '';
const archivedBookTitle = ({ shopFloor }: City): string => shopFloor.archivedBook.marks[0] ?? '';
const ofAnyKind = (): string => '{ __typename id sku title isActive price { minor currency } weightGrams }';

/** The counted pieces of an item that somebody refers to. */
function countOf(type: string): AccessRow {
  return reference('catalog', type, 'id', {
    target: async ({ shopFloor }) => shopFloor.counted,
    selection: () => `{ stock ${countedFields} }`,
    cells: cells('unknown', { admin: 'sees' }),
  });
}

/** Each entity of catalog by each of its keys. A past order may refer to what is not sold any more. */
export const catalogReferenceRows: readonly AccessRow[] = [
  open('CatalogItem', 'id', lampId, () => 'Harbour lamp', ofAnyKind),
  open('CatalogItem', 'id', ({ shopFloor }) => shopFloor.archived.keys['id'] ?? '', archivedTitle, ofAnyKind),
  open('Product', 'id', ({ shopFloor }) => shopFloor.archived.keys['id'] ?? '', archivedTitle),
  open('Product', 'sku', ({ shopFloor }) => shopFloor.archived.keys['sku'] ?? '', archivedTitle),
  open('Book', 'id', ({ shopFloor }) => shopFloor.archivedBook.keys['id'] ?? '', archivedBookTitle),
  open('Book', 'isbn', ({ shopFloor }) => shopFloor.archivedBook.keys['isbn'] ?? '', archivedBookTitle),
  open('Category', 'id', ({ shopFloor }) => shopFloor.shop.categoryId, lampId),
  open('Category', 'slug', () => 'home', lampId),
  countOf('CatalogItem'),
  countOf('Product'),
  reference('catalog', 'StockMovement', 'id', { target: theMovement, cells: cells('unknown', { admin: 'sees' }) }),
];
