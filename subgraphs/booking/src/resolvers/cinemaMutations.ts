import { requireScope } from '@marquee/shared/auth';
import { manageScope } from '../domain/access';
import type { MutationResolvers } from '../generated/resolverTypes';
import { createMovie } from '../services/cinema/createMovie';
import { createSeat } from '../services/cinema/createSeat';
import { createShowing } from '../services/cinema/createShowing';
import { createTheater } from '../services/cinema/createTheater';
import { replaceSeatPlan } from '../services/cinema/replaceSeatPlan';
import { saveScreen } from '../services/cinema/saveScreen';
import { updateMovie } from '../services/cinema/updateMovie';
import { updateShowing } from '../services/cinema/updateShowing';
import { updateTheater } from '../services/cinema/updateTheater';

/** What the staff keeps. An answer is read after the change, whatever an earlier mutation of the request has read. */
export const cinemaMutations: MutationResolvers = {
  theaterCreate: async (_root, { input }, context) => {
    const { userId } = requireScope(context, manageScope);
    const { id, replayed } = await createTheater(context.services, { ...input, userId });
    return { theater: await context.loaders.theater.load(id), replayed, errors: [] };
  },
  theaterUpdate: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    await updateTheater(context.services, input);
    return { theater: await context.loaders.theater.clear(input.id).load(input.id), replayed: false, errors: [] };
  },
  screenSave: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    const id = await saveScreen(context.services, input);
    return { screen: await context.loaders.screen.clear(id).load(id), errors: [] };
  },
  seatCreate: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    const id = await createSeat(context.services, input);
    context.loaders.forgetPlan(input.screenId);
    return { seat: await context.loaders.seat.load(id), errors: [] };
  },
  seatPlanReplace: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    await replaceSeatPlan(context.services, input);
    context.loaders.forgetPlan(input.screenId);
    return { seatPlan: await context.loaders.screen.load(input.screenId), errors: [] };
  },
  movieCreate: async (_root, { input }, context) => {
    const { userId } = requireScope(context, manageScope);
    const { id, replayed } = await createMovie(context.services, { ...input, userId });
    return { movie: await context.loaders.movie.load(id), replayed, errors: [] };
  },
  movieUpdate: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    await updateMovie(context.services, input);
    return { movie: await context.loaders.movie.clear(input.id).load(input.id), replayed: false, errors: [] };
  },
  showingCreate: async (_root, { input }, context) => {
    const { userId } = requireScope(context, manageScope);
    const { id, replayed } = await createShowing(context.services, { ...input, userId });
    return { showing: await context.loaders.showing.load(id), replayed, errors: [] };
  },
  showingUpdate: async (_root, { input }, context) => {
    requireScope(context, manageScope);
    await updateShowing(context.services, input);
    context.loaders.forgetShowing(input.id);
    return { showing: await context.loaders.showing.load(input.id), replayed: false, errors: [] };
  },
};
