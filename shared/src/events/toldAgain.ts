import { z } from 'zod';

/** Part of an event by which an owner also tells what it has told before. */
export const toldAgain = {
  /** Whether nothing of it is new: who keeps a copy takes it, who waits for changes does not. */
  isToldAgain: z.boolean().optional(),
};

/** False for what its owner only tells again. */
export function isNews(data: object): boolean {
  return !('isToldAgain' in data && data.isToldAgain === true);
}
