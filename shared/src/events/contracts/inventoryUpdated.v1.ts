import { z } from 'zod';
import { defineEvent } from '../contract';
import { catalogItemKind } from './catalogItem';

/** There is more or less of an item than before, or it is sold no longer or again. The aggregate is the item. */
export const inventoryUpdatedV1 = defineEvent({
  type: 'inventory.updated',
  version: 1,
  schema: z.object({
    itemId: z.string(),
    kind: catalogItemKind,
    /** Right after it. */
    available: z.int(),
    onHand: z.int(),
    reserved: z.int(),
    status: z.enum(['IN_STOCK', 'LOW', 'OUT_OF_STOCK', 'DISCONTINUED']),
    /** Null when only the status is another. A sale of what was reserved leaves `available` as it was. */
    movement: z
      .object({
        kind: z.enum(['RECEIPT', 'ADJUSTMENT', 'RESERVATION', 'RELEASE', 'SALE', 'RETURN']),
        delta: z.int(),
        /** What it was for, such as an order. */
        reference: z.string().nullable(),
      })
      .nullable(),
  }),
});
