import type { Identity } from '@marquee/shared/auth';
import type { Device } from './services/signIn';

/** Where a request comes from, as far as the gateway and the request itself tell. */
export function deviceOf(
  { clientIp }: Pick<Identity, 'clientIp'>,
  headers: Readonly<Record<string, unknown>>,
): Omit<Device, 'name'> {
  return { userAgent: storable(headers['user-agent']), ipAddress: clientIp };
}

/** Anything may stand in this header; it is kept for people to read, not trusted. */
function storable(userAgent: unknown): string | null {
  if (typeof userAgent !== 'string') return null;
  return userAgent.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 255) || null;
}
