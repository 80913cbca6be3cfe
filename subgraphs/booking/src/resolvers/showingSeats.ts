import { InvalidInput } from '@marquee/shared/errors';
import { checkPartySize } from '../domain/seatHold';
import type { ShowingResolvers } from '../generated/resolverTypes';
import { bestBlocks } from '../services/seats/offerBlocks';
import { seatState } from './seatState';

const mostBlocks = 10;

/** What a showing knows of its seats. */
export const showingSeatFields: ShowingResolvers = {
  seatsTotal: async ({ id }, _args, { loaders }) => (await loaders.seatCounts.load(id))?.total ?? 0,
  seatsAvailable: async ({ id }, _args, { loaders }) => (await loaders.seatCounts.load(id))?.available ?? 0,
  seatStates: async (showing, _args, { loaders, viewer }) => {
    const [plan, claims] = await Promise.all([
      loaders.seatsOfScreen.load(showing.screenId),
      loaders.claims.load(showing.id),
    ]);
    const bySeat = new Map(claims.map((claim) => [claim.seatId, claim]));
    return plan.map((seat) => seatState(showing, seat, bySeat.get(seat.id) ?? null, viewer?.userId));
  },
  bestSeats: async (showing, { partySize, type, accessible, limit }, { loaders }) => {
    checkPartySize(partySize, ['partySize']);
    const most = limit ?? 3;
    if (most < 1 || most > mostBlocks) throw new InvalidInput(`limit must be from 1 to ${mostBlocks}.`, ['limit']);
    const [plan, tiers, claims] = await Promise.all([
      loaders.planOfScreen.load(showing.screenId),
      loaders.priceTiers.load(showing.id),
      loaders.claims.load(showing.id),
    ]);
    return bestBlocks(showing, { plan, tiers, claims }, { partySize, type, accessible, limit: most });
  },
  waitlistLength: ({ id }, _args, { loaders }) => loaders.waitlistLength.load(id),
};
