import { itemOrder } from '../../persistence/itemOrder';

/** How a category lists the products in it. */
export const newestFirst = itemOrder('Category.products', 'CREATED_AT', 'DESC', []);
