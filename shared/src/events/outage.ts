import { QueryFailedError } from 'typeorm';
import { isUnreachable } from '../database';
import { Unavailable } from '../errors';

/** Whether the failure says nothing about the event: its database was away, or asks to be tried again. */
export function isOutage(error: unknown): boolean {
  return error instanceof Unavailable || isUnreachable(error) || isLostRace(error);
}

/** A transaction that the server rolled back for the sake of others (SQLSTATE 40). */
function isLostRace(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && code.startsWith('40');
}
