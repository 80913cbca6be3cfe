import type { Identity, Viewer } from '@marquee/shared/auth';
import { createLoaders, type Loaders } from './loaders';
import type { BookingServices } from './services/services';

/** What a resolver of booking works with, made anew for each request and each event. */
export interface BookingContext {
  readonly viewer: Viewer | null;
  readonly services: BookingServices;
  readonly loaders: Loaders;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export function createBookingContext(
  services: BookingServices,
  { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal | undefined },
): BookingContext {
  const { viewer } = identity;
  return { viewer, services, loaders: createLoaders(services.db.manager, viewer), signal };
}
