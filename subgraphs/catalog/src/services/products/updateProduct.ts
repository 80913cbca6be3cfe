import { changeProduct, type ProductChanges } from '../../domain/product';
import type { CatalogServices } from '../services';
import { changeProductBy, type ProductVersion } from './changeProductBy';

export interface UpdateProduct extends ProductVersion, ProductChanges {}

/** Changes what is given of a product (PATCH). @throws NotFound | VersionConflict | SkuTaken | InvalidInput */
export function updateProduct(services: CatalogServices, command: UpdateProduct): Promise<void> {
  return changeProductBy(services, command, (current) => changeProduct(current, command));
}
