import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { OrdersServices } from './services/services';

/** What a resolver of orders works with, made anew for each request and each event. */
export interface OrdersContext {
  readonly viewer: Viewer | null;
  /** What a fault of this request is quoted by. */
  readonly requestId: string;
  readonly services: OrdersServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createOrdersContext(
  services: OrdersServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): OrdersContext {
  const { viewer, requestId } = identity;
  return { viewer, requestId, services, loaders: createLoaders(services, viewer), signal };
}
