import { defineEvent } from '../contract';
import { catalogItemState } from './catalogItem';

/** The shop has a new product or book. The aggregate is the item. */
export const productCreatedV1 = defineEvent({ type: 'product.created', version: 1, schema: catalogItemState });
