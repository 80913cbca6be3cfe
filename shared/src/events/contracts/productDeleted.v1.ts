import { defineEvent } from '../contract';
import { catalogItemState } from './catalogItem';

/** A product or book was archived: past orders still show it, nothing else does. The aggregate is the item. */
export const productDeletedV1 = defineEvent({ type: 'product.deleted', version: 1, schema: catalogItemState });
