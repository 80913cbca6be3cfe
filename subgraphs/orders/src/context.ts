import type { Identity, Viewer } from '@marquee/shared/auth';
import type { OrdersServices } from './services/services';

/** What a resolver of orders works with, made anew for each request and each event. */
export interface OrdersContext {
  readonly viewer: Viewer | null;
  readonly services: OrdersServices;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createOrdersContext(
  services: OrdersServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): OrdersContext {
  return { viewer: identity.viewer, services, signal };
}
