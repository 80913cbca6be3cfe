import { isStorable } from './text';

/** An id that a list is narrowed by; null does not narrow. One that the database cannot even take matches nothing. */
export function filterId(id: string | null | undefined): string | null {
  if (id == null) return null;
  return isStorable(id) ? id : '';
}
