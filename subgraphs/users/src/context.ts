import type { Viewer } from '@marquee/shared/auth';
import type { EventBus } from '@marquee/shared/events';
import type { ContextRequest } from '@marquee/shared/subgraph';
import { deviceOf } from './device';
import { createLoaders, type Loaders } from './loaders';
import { type ProcessServices, type Services, servicesFor } from './services/services';
import type { Device } from './services/signIn';
import { type TokenCookies, tokenCookies } from './tokenCookies';

export interface UsersContext {
  readonly viewer: Viewer | null;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly cookies: TokenCookies;
  readonly device: Omit<Device, 'name'>;
  readonly bus: EventBus;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

export interface ContextOptions {
  readonly services: ProcessServices;
  readonly bus: EventBus;
  readonly isCookieSecure: boolean;
}

/** What the resolvers of one request share. */
export function createUsersContext(
  { services: ofProcess, bus, isCookieSecure }: ContextOptions,
  { identity, headers, responseHeaders, signal }: ContextRequest,
): UsersContext {
  const services = servicesFor(ofProcess, signal);
  const { accessTokenSeconds, refreshTokenSeconds } = services;
  return {
    viewer: identity.viewer,
    services,
    loaders: createLoaders(services),
    cookies: tokenCookies(
      { isSecure: isCookieSecure, accessTokenSeconds, refreshTokenSeconds },
      { received: headers['cookie'], answer: (cookie) => responseHeaders.append('set-cookie', cookie) },
    ),
    device: deviceOf(identity, headers),
    bus,
    signal,
  };
}
