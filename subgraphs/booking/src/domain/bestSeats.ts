import { isAccessiblePlace, type PlanSeat, type SeatType } from './seat';
import { type SeatBlock, seatIdsOf } from './seatBlock';
import { type PlanGeometry, viewFrom } from './seatView';
import {
  leavesOrphan,
  type SellableRun,
  type Stretch,
  seatsOf,
  sellableRuns,
  stretchesOf,
  windowsOf,
} from './sellableRun';
import { splitParty } from './splitParty';
import { suitsWheelchair, takesSpareAccessiblePlace } from './wheelchairPlaces';

export interface SeatWish {
  readonly partySize: number;
  /** Only seats of this type; beside a wheelchair place it is about the others. */
  readonly type?: SeatType | null | undefined;
  /** One of the party comes with a wheelchair. */
  readonly accessible?: boolean | null | undefined;
  /** The most blocks to offer. */
  readonly limit: number;
}

/** Seats to offer together, from the screen to the back and from left to right; the score is 0 to 1. */
export interface ScoredBlock {
  readonly seatIds: readonly string[];
  readonly score: number;
}

interface WholeBlock extends SeatBlock {
  /** Leaves a lone free seat, takes a place that another wheelchair needs, or half of a love seat. */
  readonly isWasteful: boolean;
}

// Each kind of block has its share of the scale, so that a view never outweighs sitting together or leaving a gap.
const scoreOf = {
  whole: (view: number) => 0.5 + 0.5 * view,
  wasteful: (view: number) => 0.25 + 0.25 * view,
  split: (view: number) => 0.25 * view,
};
// Sums of floating point depend on their order; blocks that mirror each other must tie.
const scoreSteps = 1e6;

/**
 * The best free blocks for a party, best first, and the same ones whatever the order of the seats: next to each other,
 * near the centre line and two thirds of the depth. A block that leaves a lone free seat is offered when every block
 * does, half of a love seat to a party of one when nothing better is free, and groups behind each other when no block holds the whole party. Blocks share seats only when there are too few
 * others. None for a party that cannot be seated.
 */
export function bestSeats(
  seats: readonly PlanSeat[],
  geometry: PlanGeometry,
  isFree: (seatId: string) => boolean,
  wish: SeatWish,
): ScoredBlock[] {
  if (wish.partySize < 1 || wish.limit < 1) return [];
  const runs = sellableRuns(seats, isFree);
  const blocks = blocksFor(runs, geometry, wish)
    .map((block) => ({ ...block, score: Math.round(block.score * scoreSteps) / scoreSteps }))
    .sort(bestFirst);
  return chooseDistinct(blocks, wish.limit).map((block) => ({ seatIds: seatIdsOf(block), score: block.score }));
}

function blocksFor(runs: readonly SellableRun[], geometry: PlanGeometry, wish: SeatWish): readonly SeatBlock[] {
  const whole = wholeBlocks(runs, geometry, wish);
  const thrifty = whole.filter(({ isWasteful }) => !isWasteful);
  if (thrifty.length > 0) return thrifty;
  if (whole.length > 0) return whole;
  return splitParty(runs, geometry, wish, isForOthers(wish)).map((block) => ({
    ...block,
    score: scoreOf.split(block.score),
  }));
}

function wholeBlocks(runs: readonly SellableRun[], geometry: PlanGeometry, wish: SeatWish): WholeBlock[] {
  const isWished = wish.accessible ? isForWheelchairParty(wish) : isForOthers(wish);
  return runs
    .flatMap((run) => stretchesOf(run, isWished))
    .flatMap((stretch) => windowsOf(stretch, wish.partySize))
    .filter((window) => !wish.accessible || suitsWheelchair(window))
    .map((window) => {
      const isWasteful = leavesOrphan(window) || takesSpareAccessiblePlace(window) || takesHalf(window);
      const view = viewFrom(seatsOf(window), geometry);
      return { groups: [window], isWasteful, score: isWasteful ? scoreOf.wasteful(view) : scoreOf.whole(view) };
    });
}

type Passes = (run: SellableRun, index: number) => boolean;

/** Half of a love seat is for who comes alone: the other half is somebody else's. */
const isForOthers =
  ({ type, partySize }: SeatWish): Passes =>
  ({ isOpen, isHalf, seats }, index) =>
    Boolean(isOpen[index] || (partySize === 1 && isHalf[index])) && (type == null || seats[index]?.type === type);

function isForWheelchairParty(wish: SeatWish): Passes {
  const isForRest = isForOthers(wish);
  return (run, index) => {
    const seat = run.seats[index];
    return isForRest(run, index) || Boolean(seat && isAccessiblePlace(seat) && run.isFree[index]);
  };
}

function takesHalf({ run, from, to }: Stretch): boolean {
  return run.isHalf.slice(from, to + 1).some(Boolean);
}

/** Best first; equal ones from the screen to the back and from left to right. */
function bestFirst(a: SeatBlock, b: SeatBlock): number {
  return b.score - a.score || placeOrder(a, b);
}

function placeOrder(a: SeatBlock, b: SeatBlock): number {
  const [ours, theirs] = [a, b].map(({ groups }) => groups.flatMap(seatsOf));
  for (const [index, seat] of (ours ?? []).entries()) {
    const other = theirs?.[index];
    if (other && other.id !== seat.id) return seat.y - other.y || seat.x - other.x || (seat.id < other.id ? -1 : 1);
  }
  return 0;
}

/** Best first, alternatives to each other as long as there are any, then the best of what shares seats with them. */
function chooseDistinct(blocks: readonly SeatBlock[], limit: number): SeatBlock[] {
  const given = new Set<string>();
  const distinct: SeatBlock[] = [];
  for (const block of blocks) {
    if (distinct.length === limit) return distinct;
    const ids = seatIdsOf(block);
    if (ids.some((id) => given.has(id))) continue;
    ids.forEach((id) => given.add(id));
    distinct.push(block);
  }
  const others = blocks.filter((block) => !distinct.includes(block));
  return [...distinct, ...others.slice(0, limit - distinct.length)].sort(bestFirst);
}
