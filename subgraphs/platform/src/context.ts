import type { Identity, Viewer } from '@marquee/shared/auth';
import type { PlatformServices } from './services/services';

/** What a resolver of platform works with, made anew for each request. */
export interface PlatformContext {
  readonly viewer: Viewer | null;
  readonly services: PlatformServices;
}

export function createPlatformContext(
  services: PlatformServices,
  { identity }: { readonly identity: Identity },
): PlatformContext {
  return { viewer: identity.viewer, services };
}
