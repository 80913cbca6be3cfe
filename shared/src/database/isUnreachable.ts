import { failureOf } from './failureOf';

/** Connection exceptions, exhausted resources, a server going down. */
const awaySqlState = /^(08|53|57P)/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/**
 * What `pg` says without a code. The second is a pool all of whose connections are busy for too long. A server ends a slow
 * statement before its answer is too late, so one whose answer is (`Query read timeout`) stands still itself.
 */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired$|Client (has encountered|was closed)|Query read timeout$)/;

/** Whether a database was away or had no connection to spare: nothing is wrong with what it was asked. */
export function isUnreachable(error: unknown): boolean {
  const failure = failureOf(error);
  if (failure === null) return false;
  const { code, message } = failure;
  return awaySqlState.test(code) || networkCodes.has(code) || lostConnection.test(message);
}
