import type { Viewer } from '../auth';
import { newId } from '../ids';

/** Someone who is signed in, with these scopes. */
export function someone(...scopes: string[]): Viewer {
  return { userId: newId('user'), role: 'USER', scopes, sessionId: newId('session') };
}
