import { failureOf } from './failureOf';

/** Whether the server rolled a transaction back for the sake of others (SQLSTATE 40): a deadlock, or no order with theirs. */
export function isLostRace(error: unknown): boolean {
  return failureOf(error)?.code.startsWith('40') ?? false;
}
