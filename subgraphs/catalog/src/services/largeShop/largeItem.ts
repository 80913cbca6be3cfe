import type { Money } from '@marquee/shared/money';
import type { Draw } from '@marquee/shared/seeding';
import type { ItemRow } from '../../events/published';

/** An item as it comes into a large shop. */
export interface LargeItem {
  readonly item: ItemRow;
  /** What it costs in other currencies. */
  readonly prices: readonly Money[];
  readonly pieces: Pieces;
}

/** How many came, and how many more or fewer a stocktake found; 0 where it found none. */
interface Pieces {
  readonly received: number;
  readonly corrected: number;
}

const dayMs = 86_400_000;
const yearsBack = 3;

/** What is the same for all kinds: since when it is sold, whether it still is, and how much of it there is. */
export function largeHistory(draw: Draw, now: Date) {
  const createdAt = new Date(now.getTime() - Math.floor(draw.random() * yearsBack * 365 * dayMs));
  const isArchived = draw.happens(0.01);
  const item = {
    currency: 'EUR',
    imageUrl: null,
    isActive: !draw.happens(0.02),
    archivedAt: isArchived ? now : null,
    version: 1,
    createdAt,
    updatedAt: isArchived ? now : createdAt,
  };
  return { item, pieces: piecesOf(draw) };
}

/** One in twenty is sold out, one in ten nearly so. */
function piecesOf(draw: Draw): Pieces {
  if (draw.happens(0.05)) return { received: 0, corrected: 0 };
  const received = draw.happens(0.1) ? draw.whole(1, 5) : draw.whole(6, 400);
  const corrected = draw.happens(0.2) ? draw.whole(1, 3) : 0;
  return { received, corrected: draw.happens(0.7) ? -Math.min(corrected, received) : corrected };
}

/** A third of all have a price abroad. */
export function otherPrices(draw: Draw, priceMinor: number): Money[] {
  if (draw.happens(0.67)) return [];
  return [
    { minor: Math.round(priceMinor * 1.1), currency: 'USD' },
    { minor: Math.round(priceMinor * 0.87), currency: 'GBP' },
  ];
}
