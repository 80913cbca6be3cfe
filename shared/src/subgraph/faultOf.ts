import { isLostRace, isTimedOut, isUnreachable } from '../database';
import { Fault, Unavailable } from '../errors';

/**
 * The fault that an error is to whoever asked: `Unavailable` when a database could not be reached, took too long, or gave
 * way to others, so that the same may be asked again; null: none, a bug.
 */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  return isUnreachable(error) || isTimedOut(error) || isLostRace(error) ? new Unavailable() : null;
}
