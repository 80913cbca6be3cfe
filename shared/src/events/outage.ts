import { QueryFailedError } from 'typeorm';
import { Unavailable } from '../errors';

/** Connection exceptions, exhausted resources, a server going down, and transactions that lost a race. */
const passingSqlState = /^(08|40|53|57P)/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What `pg` says without a code. */
const lostConnection = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** Whether the failure says nothing about the event: its database was away, or asks to be tried again. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  if (!(error instanceof Error)) return false;
  const cause: Error & { code?: unknown } = error instanceof QueryFailedError ? error.driverError : error;
  const code = typeof cause.code === 'string' ? cause.code : '';
  return passingSqlState.test(code) || networkCodes.has(code) || lostConnection.test(cause.message);
}
