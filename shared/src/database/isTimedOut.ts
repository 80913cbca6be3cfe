import { failureOf } from './failureOf';

/** The server ended the statement, or had no lock for it, in the time there was. */
const sqlStates = new Set(['57014', '55P03']);

/** Whether a statement took too long: there is a crowd, or it is a bad statement. */
export function isTimedOut(error: unknown): boolean {
  return sqlStates.has(failureOf(error)?.code ?? '');
}
