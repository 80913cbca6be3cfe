import { createHmac, timingSafeEqual } from 'node:crypto';

/** `t=<Unix seconds>,v1=<hex HMAC-SHA256 over "t.body">`; there may be several v1, one for each secret of a rotation. */
export const signatureHeader = 'payment-signature';

/** Half of it would do for honest clocks; more would let a stolen webhook be sent again for long. */
const toleranceSeconds = 5 * 60;

/** The value of `signatureHeader` for a body that is sent at that moment. */
export function signWebhook(body: string, secret: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  return `t=${timestamp},v1=${macOf(timestamp, body, secret).toString('hex')}`;
}

/** Whether one of the secrets signed exactly these bytes, within five minutes of now. */
export function isSignedWebhook(
  { header, body }: { readonly header: string | undefined; readonly body: string },
  secrets: readonly string[],
  now: Date,
): boolean {
  const { timestamp, macs } = readHeader(header ?? '');
  if (timestamp === null || Math.abs(now.getTime() / 1000 - timestamp) > toleranceSeconds) return false;
  return secrets.some((secret) => {
    const expected = macOf(timestamp, body, secret);
    return macs.some((mac) => mac.length === expected.length && timingSafeEqual(mac, expected));
  });
}

function readHeader(header: string): { timestamp: number | null; macs: readonly Buffer[] } {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const time = parts.find(([name]) => name === 't')?.[1] ?? '';
  return {
    timestamp: /^\d{1,12}$/.test(time) ? Number(time) : null,
    macs: parts.flatMap(([name, value = '']) => (name === 'v1' ? [Buffer.from(value, 'hex')] : [])),
  };
}

function macOf(timestamp: number, body: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest();
}
