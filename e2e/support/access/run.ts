import { post } from '../client';
import type { Marquee } from '../marquee';

type Fields = Readonly<Record<string, unknown>>;

/** Runs an operation that must succeed, and returns its data. */
export async function run<T = Fields>(
  { url }: Pick<Marquee, 'url'>,
  token: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const { data, errors } = await post<T>(url, query, variables, { token });
  const problems = Object.values((data ?? {}) as Fields).flatMap(
    (value) => (value as { errors?: unknown[] })?.errors ?? [],
  );
  if (errors.length > 0 || problems.length > 0) {
    throw new Error(`${query} answered ${JSON.stringify([errors, problems])}`);
  }
  return data;
}

/** An id of that kind which nothing has. */
export const unknownId = (prefix: string): string => `${prefix}_0197a000-0000-7000-8000-000000000000`;
export const unknownNumber = 'F-2222-2222';
