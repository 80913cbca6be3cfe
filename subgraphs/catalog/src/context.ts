import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { CatalogServices } from './services/services';

/** What a resolver of catalog works with, made anew for each request and each event. */
export interface CatalogContext {
  readonly viewer: Viewer | null;
  readonly services: CatalogServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createCatalogContext(
  services: CatalogServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): CatalogContext {
  const { viewer } = identity;
  return { viewer, services, loaders: createLoaders(services.db.manager, viewer), signal };
}
