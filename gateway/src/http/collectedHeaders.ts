import type { ResponseHeaders } from '../context';

/** Headers that subgraphs send back while an operation runs. */
export class CollectedHeaders implements ResponseHeaders {
  private readonly values = new Map<string, string[]>();

  /** A cookie replaces the one of its name: an answer should not set a cookie twice (RFC 6265, section 4.1.1). */
  append(name: string, value: string): void {
    const known = this.values.get(name) ?? [];
    const kept = name === 'set-cookie' ? known.filter((cookie) => cookieName(cookie) !== cookieName(value)) : known;
    this.values.set(name, [...kept, value]);
  }

  entries(): readonly (readonly [string, readonly string[]])[] {
    return [...this.values];
  }
}

function cookieName(cookie: string): string {
  return cookie.slice(0, cookie.indexOf('='));
}
