import { defineEvent } from '../contract';
import { catalogItemState } from './catalogItem';

/** A product or book was changed, or came back after it had been archived. The aggregate is the item. */
export const productUpdatedV1 = defineEvent({ type: 'product.updated', version: 1, schema: catalogItemState });
