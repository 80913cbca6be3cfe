import { Unauthenticated } from '@marquee/shared/errors';
import type { Headers } from '../context';
import { parseCookies } from '../http/cookies';

/** The one token of a request and where it came from. */
export interface Credential {
  readonly token: string;
  readonly isCookieOnly: boolean;
}

export interface AccessCookie {
  readonly name: string;
  /** `__Host-` with `Secure`, as HTTPS allows; the bare name is for plain http in development only. */
  readonly isSecure: boolean;
}

/**
 * Finds the access token in cookie and `Authorization`.
 * @throws Unauthenticated when both are there and differ, or `Authorization` holds no Bearer token.
 */
export function readCredential(headers: Headers, cookie: AccessCookie): Credential | null {
  const fromCookie = parseCookies(headers.cookie).get(cookieName(cookie)) || null;
  const { authorization } = headers;
  if (authorization === undefined) return fromCookie === null ? null : { token: fromCookie, isCookieOnly: true };
  const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined) throw new Unauthenticated('Authorization must be: Bearer <access token>.');
  if (fromCookie !== null && fromCookie !== token) {
    throw new Unauthenticated('The access tokens in the cookie and in Authorization differ; send one of them.');
  }
  return { token, isCookieOnly: false };
}

/** The `set-cookie` value that takes the access cookie away. */
export function clearedCookie(cookie: AccessCookie): string {
  return `${cookieName(cookie)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${cookie.isSecure ? '; Secure' : ''}`;
}

/** Whether the cookie was sent, be it empty. */
export function hasAccessCookie(headers: Headers, cookie: AccessCookie): boolean {
  return parseCookies(headers.cookie).has(cookieName(cookie));
}

function cookieName({ name, isSecure }: AccessCookie): string {
  return isSecure ? `__Host-${name}` : name;
}
