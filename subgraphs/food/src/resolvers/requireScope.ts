import { hasScope, requireViewer, type Viewer } from '@marquee/shared/auth';
import { AccessDenied } from '@marquee/shared/errors';

/**
 * The viewer, who holds at least one of the scopes. The gateway has refused others already; this holds without it too.
 * @throws Unauthenticated | AccessDenied
 */
export function requireScope(context: { readonly viewer: Viewer | null }, ...scopes: readonly string[]): Viewer {
  const viewer = requireViewer(context);
  if (!scopes.some((scope) => hasScope(viewer, scope))) throw new AccessDenied();
  return viewer;
}
