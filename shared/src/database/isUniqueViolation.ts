import { QueryFailedError } from 'typeorm';

interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
}

/** Whether the statement failed on a unique constraint (SQLSTATE 23505), on that very one when it is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as PostgresError;
  return cause.code === '23505' && (constraint === undefined || cause.constraint === constraint);
}
