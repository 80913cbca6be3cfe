import { labelOf } from '../domain/seat';
import type { SeatResolvers } from '../generated/resolverTypes';

export const Seat: SeatResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.seat.load(id),
  label: labelOf,
  neighborIds: async ({ id, screenId }, _args, { loaders }) => {
    const neighbors = await loaders.neighborsOfScreen.load(screenId);
    return [...(neighbors.get(id) ?? [])];
  },
  rowNumber: ({ row }) => row,
  seatNumber: ({ number }) => number,
};
