import { isLostRace, isUnreachable } from '../database';
import { Unavailable } from '../errors';

/** Whether the failure says nothing about the event: its database was away, or asks to be tried again. */
export function isOutage(error: unknown): boolean {
  return error instanceof Unavailable || isUnreachable(error) || isLostRace(error);
}
