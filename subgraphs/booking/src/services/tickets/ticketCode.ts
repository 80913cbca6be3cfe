import { isId } from '@marquee/shared/ids';
import { type JwtHeader, type JwtPayload, sign, verify } from 'jsonwebtoken';
import type { TicketKey } from './ticketKeys';

/** What a code says: where the ticket admits and when, and nothing about a person. */
export interface TicketClaims {
  readonly ticketId: string;
  readonly bookingId: string;
  readonly showingId: string;
  readonly seatLabel: string;
  readonly startsAt: Date;
}

/** Far over what we sign (some 390 characters): what is longer is not worked on. */
const longestCode = 1_000;

/**
 * The text of a ticket's QR code: a compact JWS (RFC 7515) with `sub` (the ticket), `bkg` (booking), `shw` (showing),
 * `seat` and `at` (its start, in seconds since 1970). It never expires: whether it admits is in the database.
 */
export function signTicketCode({ kid, privateKey }: TicketKey, claims: TicketClaims): string {
  const { ticketId, bookingId, showingId, seatLabel, startsAt } = claims;
  const payload = {
    sub: ticketId,
    bkg: bookingId,
    shw: showingId,
    seat: seatLabel,
    at: Math.floor(startsAt.getTime() / 1000),
  };
  return sign(payload, privateKey, { algorithm: 'ES256', noTimestamp: true, header: headerOf(kid) });
}

/** The id of the ticket that the code was signed for; null for every text that is not exactly such a code. */
export function readTicketCode({ kid, publicKey }: TicketKey, code: string): string | null {
  if (code.length > longestCode || !code.split('.').every(isCanonical)) return null;
  try {
    const { header, payload } = verify(code, publicKey, { algorithms: ['ES256'], complete: true });
    const ticketId = typeof payload === 'string' ? undefined : subjectOf(payload);
    return ticketId !== undefined && JSON.stringify(header) === JSON.stringify(headerOf(kid)) ? ticketId : null;
  } catch {
    return null;
  }
}

/** Without `typ`, to be short: the key signs nothing else that a code could be taken for. */
function headerOf(kid: string): JwtHeader {
  return { alg: 'ES256', typ: undefined, kid };
}

/** The last character of a part has bits that decoders ignore: a code with others would verify as well. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

function subjectOf({ sub }: JwtPayload): string | undefined {
  return typeof sub === 'string' && isId('ticket', sub) ? sub : undefined;
}
