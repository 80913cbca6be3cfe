import type { Viewer } from '@marquee/shared/auth';
import type { CatalogBed } from './catalogBed';
import { someone } from './people';

type Payload = Record<string, unknown> & {
  errors: readonly { code: string; message: string; path: string[] | null }[];
};

const product = `id sku title description price { minor currency } prices { minor currency } category { slug }
  attributes { name value } imageUrl isActive version stock { status available }`;
const book = `id sku isbn title subtitle authors publisher publishedOn pageCount language description
  price { minor currency } category { slug } coverUrl isActive version stock { status available }`;
const stock = `replayed movement { kind delta balanceAfter reason reference }
  item { id stock { status available onHand reserved } }`;

/** What each mutation of the staff is asked for. */
const shapes = {
  productCreate: ['ProductCreateInput', `replayed product { ${product} }`],
  productUpdate: ['ProductUpdateInput', `replayed product { ${product} }`],
  productReplace: ['ProductReplaceInput', `replayed product { ${product} }`],
  bookCreate: ['BookCreateInput', `replayed book { ${book} }`],
  bookUpdate: ['BookUpdateInput', `replayed book { ${book} }`],
  categorySave: ['CategorySaveInput', 'category { id slug name description parent { slug } children { slug } }'],
  stockSet: ['StockSetInput', stock],
  stockAdjust: ['StockAdjustInput', stock],
} as const;

const byId = { productArchive: 'archivedId', productRestore: `product { ${product} }`, bookArchive: 'archivedId' };

const problems = `errors {
  __typename code message path
  ... on NotFoundError { missingId } ... on VersionConflictError { currentVersion }
  ... on InsufficientStockError { shortages { itemId requested available } }
}`;

/** Somebody who may do everything in the shop. */
export const everyRight = () => someone('catalog:write', 'inventory:read', 'inventory:write');

/** A mutation of the staff as it is answered, by one who may do everything unless somebody else asks. */
export async function keeps(
  bed: CatalogBed,
  field: keyof typeof shapes,
  input: Record<string, unknown>,
  viewer: Viewer | null = everyRight(),
) {
  const [type, selection] = shapes[field];
  const query = `mutation ($input: ${type}!) { payload: ${field}(input: $input) { ${selection} ${problems} } }`;
  const { data, errors } = await bed.ask<{ payload: Payload | null } | null>(viewer, query, { input });
  return { payload: data?.payload ?? null, faults: errors };
}

/** The same for what takes nothing but an id. */
export async function keepsById(
  bed: CatalogBed,
  field: keyof typeof byId,
  id: string,
  viewer: Viewer | null = everyRight(),
) {
  const query = `mutation ($id: ID!) { payload: ${field}(id: $id) { ${byId[field]} ${problems} } }`;
  const { data, errors } = await bed.ask<{ payload: Payload | null } | null>(viewer, query, { id });
  return { payload: data?.payload ?? null, faults: errors };
}

/** The problem that a mutation of the staff is refused with. @throws Error when it was not refused */
export async function refusalOf(bed: CatalogBed, field: keyof typeof shapes, input: Record<string, unknown>) {
  const { payload, faults } = await keeps(bed, field, input);
  if (payload?.errors.length !== 1) throw new Error(`no refusal: ${JSON.stringify(faults ?? payload)}`);
  return payload.errors[0];
}
