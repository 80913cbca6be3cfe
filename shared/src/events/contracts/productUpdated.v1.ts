import { defineEvent } from '../contract';
import { catalogItemState } from './catalogItem';

/**
 * A product or book was changed, came back after it had been archived, or is told again, archived ones too, because a
 * search asked for it. The aggregate is the item.
 */
export const productUpdatedV1 = defineEvent({ type: 'product.updated', version: 1, schema: catalogItemState });
