import { hasScope, type Viewer } from '@marquee/shared/auth';
import type { Actor } from './orderStatus';

export const readAnyScope = 'orders:read:any';
export const manageScope = 'orders:manage';
export const adminScope = 'platform:admin';

interface Owned {
  readonly customerId: string;
}

/** Whether the viewer's lists hold everybody's orders. */
export function readsAny(viewer: Viewer | null): boolean {
  return hasScope(viewer, readAnyScope) || hasScope(viewer, manageScope);
}

/** Whether the order, with all that belongs to it, is there for the viewer. */
export function mayReadOrder(viewer: Viewer | null, { customerId }: Owned): boolean {
  return viewer !== null && (viewer.userId === customerId || readsAny(viewer));
}

/** As what the viewer may move the order. */
export function actorsFor(viewer: Viewer | null, { customerId }: Owned): Actor[] {
  return [
    ...(viewer?.userId === customerId ? (['CUSTOMER'] as const) : []),
    ...(hasScope(viewer, manageScope) ? (['STAFF'] as const) : []),
  ];
}

/** Whether the saga is there for the viewer: one's own, that of an order one may read, or any for those who run it all. */
export function mayReadSaga(viewer: Viewer | null, saga: Owned): boolean {
  return hasScope(viewer, adminScope) || mayReadOrder(viewer, saga);
}
