import { referenced } from '@marquee/shared/loaders';
import type { WaitlistEntryResolvers } from '../generated/resolverTypes';

export const WaitlistEntry: WaitlistEntryResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ownWaitlistEntry.load(id),
  showing: ({ showingId }, _args, { loaders }) => referenced(loaders.showing.load(showingId)),
  position: ({ id }, _args, { loaders }) => loaders.waitlistPosition.load(id),
  offeredHold: ({ state, holdId }, _args, { loaders }) =>
    state === 'OFFERED' && holdId !== null ? loaders.ownHold.load(holdId) : null,
};
