import type { IncomingMessage } from 'node:http';

/** Whether a socket may be opened, and whether the cookie that came with it counts. */
export type OriginVerdict = 'refused' | 'bearer only' | 'cookie too';

/**
 * Browsers send a cookie along from any site but always name that site, so an exact list keeps others out. A program
 * that names no origin is let in, yet its cookie proves nothing: it must show a token.
 */
export function judgeOrigin({ headers }: IncomingMessage, allowedOrigins: readonly string[]): OriginVerdict {
  const { origin, host } = headers;
  if (origin === undefined) return 'bearer only';
  const isOwn = host !== undefined && (origin === `https://${host}` || origin === `http://${host}`);
  return isOwn || (origin !== 'null' && allowedOrigins.includes(origin)) ? 'cookie too' : 'refused';
}
