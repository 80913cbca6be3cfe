import { type ProductInput, replaceProduct as replaced } from '../../domain/product';
import type { CatalogServices } from '../services';
import { changeProductBy, type ProductVersion } from './changeProductBy';

export interface ReplaceProduct extends ProductVersion, ProductInput {}

/** Puts another product in its place (PUT). @throws NotFound | VersionConflict | SkuTaken | InvalidInput */
export function replaceProduct(services: CatalogServices, command: ReplaceProduct): Promise<void> {
  return changeProductBy(services, command, (current) => replaced(current, command));
}
