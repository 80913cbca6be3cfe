import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { PaymentsServices } from './services/services';

/** What a resolver of payments works with, made anew for each request and each event. */
export interface PaymentsContext {
  readonly viewer: Viewer | null;
  readonly services: PaymentsServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createPaymentsContext(
  services: PaymentsServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): PaymentsContext {
  const { viewer } = identity;
  return { viewer, services, loaders: createLoaders(services.db.manager, viewer), signal };
}
