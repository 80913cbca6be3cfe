import { isUnreachable } from '../database';
import { Fault, Unavailable } from '../errors';

/** The fault that an error is to whoever asked: `Unavailable` when a database could not be reached; null: none, a bug. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  return isUnreachable(error) ? new Unavailable() : null;
}
