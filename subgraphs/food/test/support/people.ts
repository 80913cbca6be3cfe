import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';

/** Someone who is signed in, with these scopes. */
export function someone(...scopes: string[]): Viewer {
  return { userId: newId('user'), role: 'USER', scopes, sessionId: newId('session') };
}

export const aCustomer = () => someone();
export const anAdmin = () => someone('food:write', 'food:read:any');
export const aCook = () => someone('food:kitchen');
export const aCourier = () => someone('food:deliver');
