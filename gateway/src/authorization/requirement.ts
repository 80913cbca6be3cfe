import type { Viewer } from '@marquee/shared/auth';

/** What a viewer must have. Several that stand on a type and its field must all be met. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** One of the inner lists must be held completely. Policies are scopes of the same name. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] };

export function isMet(requirement: Requirement, viewer: Viewer | null): boolean {
  if (viewer === null) return false;
  if (requirement.kind === 'authenticated') return true;
  return requirement.anyOf.some((allOf) => allOf.every((scope) => viewer.scopes.includes(scope)));
}

/** Equal for requirements that are met by the same viewers. */
export function requirementKey(requirement: Requirement): string {
  return requirement.kind === 'authenticated' ? 'authenticated' : JSON.stringify(requirement.anyOf);
}
