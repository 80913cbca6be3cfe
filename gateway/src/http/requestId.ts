import { randomUUID } from 'node:crypto';

/** The client's own id when it is a plain one, so that its logs and ours meet; a new one otherwise. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}
