import { reserveStock } from '../../src/services/reservations/reserveStock';
import type { CatalogBed } from './catalogBed';
import { aStorekeeper } from './people';

/** Ten minutes after the bed's time begins. */
export const inTenMinutes = new Date('2030-07-03T12:10:00.000Z');

export interface Stock {
  readonly available: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly status: string;
}

export async function stockOf(bed: CatalogBed, id: string): Promise<Stock> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on CatalogItem { stock { available onHand reserved status lowStockThreshold } }
  } }`;
  const { data } = await bed.ask<{ _entities: [{ stock: Stock }] }>(aStorekeeper(), query, {
    r: [{ __typename: 'CatalogItem', id }],
  });
  return data._entities[0].stock;
}

export interface Moved {
  readonly kind: string;
  readonly delta: number;
  readonly balanceAfter: number;
  readonly reference: string | null;
}

/** Every movement of an item, the oldest first. */
export function movementsOf(bed: CatalogBed, id: string): Promise<Moved[]> {
  return bed.db.query(
    `select kind, delta, balance_after as "balanceAfter", reference
     from stock_movement where item_id = $1 order by position`,
    [id],
  );
}

/** Fails unless every movement starts where the one before it ended, and the last ends at what is available. */
export async function expectHistoryAddsUp(bed: CatalogBed, id: string): Promise<void> {
  const movements = await movementsOf(bed, id);
  let balance = 0;
  for (const { delta, balanceAfter } of movements) {
    balance += delta;
    expect(balanceAfter).toBe(balance);
  }
  expect((await stockOf(bed, id)).available).toBe(balance);
}

/** Reserves so many pieces of each item, by its id. */
export function reserve(
  { services }: CatalogBed,
  reference: string,
  quantities: Readonly<Record<string, number>>,
  expiresAt: Date = inTenMinutes,
) {
  const lines = Object.entries(quantities).map(([itemId, quantity]) => ({ itemId, quantity }));
  return reserveStock(services.db.manager, { reference, lines, expiresAt });
}
