import { QueryFailedError } from 'typeorm';

/** What a database or its driver said: a SQLSTATE or a code of Node, empty where there is none. Null: no error at all. */
export function failureOf(error: unknown): { readonly code: string; readonly message: string } | null {
  if (!(error instanceof Error)) return null;
  const cause: Error & { code?: unknown } = error instanceof QueryFailedError ? error.driverError : error;
  return { code: typeof cause.code === 'string' ? cause.code : '', message: cause.message };
}
