import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto';
import { newId } from '@marquee/shared/ids';
import { readTicketCode, signTicketCode } from './ticketCode';
import type { TicketKey } from './ticketKeys';

function aKey(kid = 'k3Y_0-id'): TicketKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const verificationKey = JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });
  return { kid, privateKey, publicKey, verificationKey };
}

const key = aKey();
const claims = {
  ticketId: newId('ticket'),
  bookingId: newId('event'),
  showingId: newId('event'),
  seatLabel: 'H12',
  startsAt: new Date('2030-07-03T19:30:00.000Z'),
};
const code = signTicketCode(key, claims);

const encoded = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
const parts = (text: string) => text.split('.') as [string, string, string];
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

/** Signed as it should be, whatever it says. */
function signedBy({ privateKey }: TicketKey, header: unknown, payload: unknown): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

describe('a ticket code', () => {
  it('is read as the ticket that it was signed for', () => {
    expect(readTicketCode(key, code)).toBe(claims.ticketId);
  });

  it('is verified offline with the published key and nothing of ours', () => {
    const published = JSON.parse(key.verificationKey) as JsonWebKey & { kid: string };
    const [header, payload, signature] = parts(code);
    const publicKey = createPublicKey({ key: published, format: 'jwk' });
    const isGenuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isGenuine).toBe(true);
    expect(decoded(header)).toEqual({ alg: 'ES256', kid: published.kid });
  });

  it('says where and when, nothing about a person, and fits into a QR code that phones read well', () => {
    expect(decoded(parts(code)[1])).toEqual({
      sub: claims.ticketId,
      bkg: claims.bookingId,
      shw: claims.showingId,
      seat: 'H12',
      at: Date.UTC(2030, 6, 3, 19, 30) / 1000,
    });
    // QR version 15 with medium error correction holds 412 bytes (ISO/IEC 18004, table 7).
    expect(code.length).toBeLessThanOrEqual(412);
  });

  it('is valid for ever', () => {
    jest.useFakeTimers({ now: new Date('2130-01-01T00:00:00Z') });
    expect(readTicketCode(key, code)).toBe(claims.ticketId);
    jest.useRealTimers();
  });
});

describe('a text that is no code of ours', () => {
  const [header, payload, signature] = parts(code);
  const good = { alg: 'ES256', kid: key.kid };
  const says = decoded(payload);
  const publicPem = key.publicKey.export({ format: 'pem', type: 'spki' });
  const hmacInput = `${encoded({ alg: 'HS256', kid: key.kid })}.${payload}`;
  const flipped = (part: string, index: number) =>
    `${part.slice(0, index)}${part[index] === 'A' ? 'B' : 'A'}${part.slice(index + 1)}`;
  /** The same 64 bytes, with other bits behind them. */
  const respelled = `${signature.slice(0, -1)}${String.fromCharCode(signature.charCodeAt(85) + 1)}`;

  it.each([
    ['another ticket', `${header}.${encoded({ ...says, sub: newId('ticket') })}.${signature}`],
    ['another seat', `${header}.${encoded({ ...says, seat: 'A1' })}.${signature}`],
    ['a changed signature', `${header}.${payload}.${flipped(signature, 10)}`],
    ['a signature spelled in another way', `${header}.${payload}.${respelled}`],
    ['a signature that is cut off', `${header}.${payload}.${signature.slice(0, -4)}`],
    ['no signature', `${header}.${payload}.`],
    ['only two parts', `${header}.${payload}`],
    ['four parts', `${code}.${signature}`],
    ['alg none', `${encoded({ alg: 'none', kid: key.kid })}.${payload}.`],
    ['alg NONE with our signature', `${encoded({ alg: 'NONE', kid: key.kid })}.${payload}.${signature}`],
    [
      'HS256 with the public key as the secret',
      `${hmacInput}.${createHmac('sha256', publicPem).update(hmacInput).digest('base64url')}`,
    ],
    [
      'HS256 in the name of ES256',
      `${header}.${payload}.${createHmac('sha256', publicPem).update(`${header}.${payload}`).digest('base64url')}`,
    ],
    ['another key', signedBy(aKey(), good, says)],
    ['another kid', signedBy(key, { ...good, kid: '../../etc/passwd' }, says)],
    ['a key of its own', signedBy(key, { ...good, jwk: key.publicKey.export({ format: 'jwk' }) }, says)],
    ['the address of a key', signedBy(key, { ...good, jku: 'https://example.com/keys' }, says)],
    ['no kid', signedBy(key, { alg: 'ES256' }, says)],
    ['no ticket', signedBy(key, good, { ...says, sub: undefined })],
    ['the id of something else', signedBy(key, good, { ...says, sub: claims.bookingId })],
    ['a ticket that is no text', signedBy(key, good, { ...says, sub: [claims.ticketId] })],
    ['a text for claims', signedBy(key, good, claims.ticketId)],
    ['null for claims', signedBy(key, good, null)],
    ['white space around it', ` ${code}\n`],
    ['padding', `${code}=`],
    ['NUL', `${code}\u0000`],
    ['half of a surrogate pair', '\ud800.\ud800.\ud800'],
    ['dots', '..'],
    ['nothing', ''],
    ['the plain id', claims.ticketId],
    ['10 kB', 'a'.repeat(10_000)],
    ['10 kB of dots', '.'.repeat(10_000)],
    ['10 kB after a good code', `${code}${'a'.repeat(10_000)}`],
  ])('is null: %s', (_, text) => {
    expect(text).not.toBe(code);
    expect(readTicketCode(key, text)).toBeNull();
  });

  it('is every single change of a character', () => {
    const changes = Array.from(code, (_, index) => flipped(code, index));
    expect(changes.filter((text) => text !== code && readTicketCode(key, text) !== null)).toEqual([]);
  });
});
