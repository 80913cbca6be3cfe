import { referenced } from '@marquee/shared/loaders';
import { money } from '@marquee/shared/money';
import { statusAt } from '../domain/showing';
import type { PriceTierResolvers, ShowingResolvers } from '../generated/resolverTypes';
import type { PriceTierEntity } from '../persistence/priceTier.entity';

/** A tier with the currency of its showing. */
export interface ShownTier extends PriceTierEntity {
  readonly currency: string;
}

/** What was decided about a showing; whose its seats are is added elsewhere. */
export const showingFields: ShowingResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.showing.load(id),
  movie: ({ movieId }, _args, { loaders }) => referenced(loaders.movie.load(movieId)),
  screen: ({ screenId }, _args, { loaders }) => referenced(loaders.screen.load(screenId)),
  theater: ({ theaterId }, _args, { loaders }) => referenced(loaders.theater.load(theaterId)),
  status: async (showing, _args, { loaders }) => statusAt(showing, await loaders.now()),
  basePrice: ({ basePriceMinor, currency }) => money(basePriceMinor, currency),
  priceTiers: async ({ id, currency }, _args, { loaders }) => {
    const tiers = await loaders.priceTiers.load(id);
    return tiers.map(({ showingId, seatType, audience, priceMinor }) => ({
      showingId,
      seatType,
      audience,
      priceMinor,
      currency,
    }));
  },
};

export const PriceTier: PriceTierResolvers = {
  price: ({ priceMinor, currency }) => money(priceMinor, currency),
};
