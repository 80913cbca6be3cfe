import { referenced } from '@marquee/shared/loaders';
import { sectionsOf } from '../domain/seatSection';
import type { ScreenResolvers, SeatPlanResolvers } from '../generated/resolverTypes';

export const Screen: ScreenResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.screen.load(id),
  theater: ({ theaterId }, _args, { loaders }) => referenced(loaders.theater.load(theaterId)),
  seatPlan: (screen) => screen,
};

export const SeatPlan: SeatPlanResolvers = {
  version: ({ planVersion }) => planVersion,
  width: ({ planWidth }) => planWidth,
  height: ({ planHeight }) => planHeight,
  sections: async ({ id }, _args, { loaders }) => sectionsOf(await loaders.seatsOfScreen.load(id)),
  seats: ({ id }, _args, { loaders }) => loaders.seatsOfScreen.load(id),
  capacity: ({ id }, _args, { loaders }) => loaders.capacityOfScreen.load(id),
};
