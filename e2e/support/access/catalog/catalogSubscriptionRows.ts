import { type AccessRow, cells } from '../access';
import { theArchived } from './catalogQueryRows';

/** What becomes of the stock of an item, since the beginning. */
function stockChanged(row: Pick<AccessRow, 'target' | 'cells'>): AccessRow {
  return {
    paths: ['Subscription.stockChanged(itemIds:)'],
    operation: ({ id }, { beginning: after }) => ({
      query: `subscription ($ids: [ID!]!, $after: EventCursor) {
        stockChanged(itemIds: $ids, after: $after) { available status item { id title isActive } }
      }`,
      variables: { ids: [id], after },
    }),
    ...row,
  };
}

/** Each subscription, by each argument but the cursor. */
export const catalogSubscriptionRows: readonly AccessRow[] = [
  stockChanged({
    target: async ({ shopFloor }) => ({ ...shopFloor.counted, marks: ['Harbour lamp'] }),
    cells: cells('sees'),
  }),
  stockChanged({ target: theArchived, cells: cells('unknown', { admin: 'sees' }) }),
];
