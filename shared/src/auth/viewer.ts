import { AccessDenied, Unauthenticated } from '../errors';

/** From least to most. What a role may do is decided by users, which puts its scopes into the token. */
export const roles = ['USER', 'MODERATOR', 'ADMIN', 'SUPER_ADMIN'] as const;
export type Role = (typeof roles)[number];

/** The signed-in person behind a request. */
export interface Viewer {
  readonly userId: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly sessionId: string;
}

/** @throws Unauthenticated for an anonymous caller. */
export function requireViewer(context: { readonly viewer: Viewer | null }): Viewer {
  if (context.viewer === null) throw new Unauthenticated();
  return context.viewer;
}

/** Whether the viewer's token carries the scope; nobody's carries none. */
export function hasScope(viewer: Viewer | null, scope: string): boolean {
  return viewer?.scopes.includes(scope) ?? false;
}

/**
 * The viewer, who holds at least one of the scopes. The gateway has refused others already; this holds without it too.
 * @throws Unauthenticated | AccessDenied
 */
export function requireScope(context: { readonly viewer: Viewer | null }, ...scopes: readonly string[]): Viewer {
  const viewer = requireViewer(context);
  if (!scopes.some((scope) => hasScope(viewer, scope))) throw new AccessDenied();
  return viewer;
}
