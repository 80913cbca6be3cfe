import type { Viewer } from '@marquee/shared/auth';
import type { ContextRequest } from '@marquee/shared/subgraph';
import { createLoaders, type Loaders } from './loaders';
import type { Services } from './services/services';
import type { Device } from './services/signIn';
import { type TokenCookies, tokenCookies } from './tokenCookies';

export interface UsersContext {
  readonly viewer: Viewer | null;
  readonly services: Services;
  readonly loaders: Loaders;
  readonly cookies: TokenCookies;
  readonly device: Omit<Device, 'name'>;
}

export interface ContextOptions {
  readonly services: Services;
  readonly isCookieSecure: boolean;
}

/** What the resolvers of one request share. */
export function createUsersContext(
  { services, isCookieSecure }: ContextOptions,
  { identity, headers, responseHeaders }: ContextRequest,
): UsersContext {
  const { accessTokenSeconds, refreshTokenSeconds } = services;
  return {
    viewer: identity.viewer,
    services,
    loaders: createLoaders(services.database),
    cookies: tokenCookies(
      { isSecure: isCookieSecure, accessTokenSeconds, refreshTokenSeconds },
      { received: headers['cookie'], answer: (cookie) => responseHeaders.append('set-cookie', cookie) },
    ),
    device: { userAgent: storable(headers['user-agent']), ipAddress: identity.clientIp },
  };
}

/** Anything may stand in this header; it is kept for people to read, not trusted. */
function storable(userAgent: string | undefined): string | null {
  return userAgent?.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 255) || null;
}
