import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { OrdersServices } from './services/services';

/** What a resolver of orders works with, made anew for each request and each event. */
export interface OrdersContext {
  readonly viewer: Viewer | null;
  readonly services: OrdersServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createOrdersContext(
  services: OrdersServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): OrdersContext {
  const { viewer } = identity;
  return { viewer, services, loaders: createLoaders(services, viewer), signal };
}
