import { QueryFailedError } from 'typeorm';

/** Connection exceptions, exhausted resources, a server going down. */
const awaySqlState = /^(08|53|57P)/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What `pg` says without a code; the second is a pool all of whose connections are busy for too long. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired$|Client has encountered)/;

/** Whether a database was away or had no connection to spare: nothing is wrong with what it was asked. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause: Error & { code?: unknown } = error instanceof QueryFailedError ? error.driverError : error;
  const code = typeof cause.code === 'string' ? cause.code : '';
  return awaySqlState.test(code) || networkCodes.has(code) || lostConnection.test(cause.message);
}
