import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import { stateAt } from '../domain/seatHold';
import type { SeatHoldResolvers } from '../generated/resolverTypes';
import { seatsOf } from './seatState';

export const SeatHold: SeatHoldResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.ownHold.load(id),
  showing: ({ showingId }, _args, { loaders }) => referenced(loaders.showing.load(showingId)),
  seats: async ({ id }, _args, { loaders }) => {
    const seats = await loaders.holdSeats.load(id);
    return seatsOf(
      seats.map(({ seatId }) => seatId),
      loaders,
    );
  },
  total: ({ totalMinor, currency }) => money(totalMinor, currency),
  state: async (hold, _args, { loaders }) => stateAt(hold, hold.asOf ?? (await loaders.now())),
};
