import type { IssuedTokens } from './services/signIn';

/** The two cookies of a browser session, as one request sees them and its answer sets them. */
export interface TokenCookies {
  readonly refreshToken: string | null;
  set(tokens: Pick<IssuedTokens, 'access' | 'refresh'>): void;
  clear(): void;
}

export interface CookieOptions {
  /** `Secure` and the `__Host-` prefix, which a browser accepts over HTTPS only. */
  readonly isSecure: boolean;
  readonly accessTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

interface Exchange {
  /** The request's `cookie` header. */
  readonly received: string | undefined;
  readonly answer: (setCookie: string) => void;
}

/**
 * HttpOnly, so that no script reads them; SameSite=Lax, so that no other site's form uses them; without a Domain, so
 * that no sibling host gets them. Each lives exactly as long as its token.
 */
export function tokenCookies(options: CookieOptions, { received, answer }: Exchange): TokenCookies {
  const prefix = options.isSecure ? '__Host-' : '';
  const attributes = `HttpOnly; SameSite=Lax; Path=/${options.isSecure ? '; Secure' : ''}`;
  const send = (name: string, value: string, maxAgeSeconds: number) =>
    answer(`${prefix}${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`);
  return {
    refreshToken: cookieValue(received ?? '', `${prefix}refresh_token`),
    set({ access, refresh }) {
      send('access_token', access.token, options.accessTokenSeconds);
      send('refresh_token', refresh.token, options.refreshTokenSeconds);
    },
    clear() {
      send('access_token', '', 0);
      send('refresh_token', '', 0);
    },
  };
}

function cookieValue(header: string, name: string): string | null {
  const pairs = header.split(';').map((pair) => pair.trim());
  const pair = pairs.find((candidate) => candidate.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) || null;
}
