import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { FoodServices } from './services/services';

/** What a resolver of food works with, made anew for each request and each event. */
export interface FoodContext {
  readonly viewer: Viewer | null;
  readonly services: FoodServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createFoodContext(
  services: FoodServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): FoodContext {
  const { viewer } = identity;
  return { viewer, services, loaders: createLoaders(services.db.manager, viewer), signal };
}
