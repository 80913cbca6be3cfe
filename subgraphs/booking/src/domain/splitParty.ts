import { allotParty } from './allotParty';
import { type SeatBlock, seatIdsOf } from './seatBlock';
import { type PlanGeometry, viewFrom } from './seatView';
import {
  leavesOrphan,
  middleOf,
  type SellableRun,
  type Stretch,
  seatsOf,
  sizeOf,
  stretchesOf,
  windowsOf,
} from './sellableRun';
import { wheelchairAnchors } from './wheelchairPlaces';

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Search {
  readonly geometry: PlanGeometry;
  /** People without a place yet. */
  readonly partySize: number;
  /** The wheelchair place with its companions that the others sit near. */
  readonly anchor: Stretch | null;
}

interface GroupPlan {
  readonly groupCount: number;
  /** Whether groups may sit elsewhere than in this row and the ones right before and behind. */
  readonly mayBeApart: boolean;
}

// Enough to find alternatives anywhere, few enough for a house in which every other seat is taken.
const mostStarts = 32;
// Sitting behind each other is worth two groups more than the fewest.
const mostExtraGroups = 2;

/**
 * Ways to seat a party that no run can hold: as few groups as the free seats allow, right behind each other if possible,
 * nobody alone if possible. Scores tell only these ways apart. `isForParty` says which seats the party may take.
 */
export function splitParty(
  runs: readonly SellableRun[],
  geometry: PlanGeometry,
  { partySize, accessible }: { readonly partySize: number; readonly accessible?: boolean | null | undefined },
  isForParty: (run: SellableRun, index: number) => boolean,
): SeatBlock[] {
  const stretches = runs.flatMap((run) => stretchesOf(run, isForParty));
  const anchors = accessible ? runs.flatMap((run) => wheelchairAnchors(run, partySize)) : [null];
  const blocks = anchors.flatMap((anchor) =>
    waysToSplit(stretches, { geometry, anchor, partySize: partySize - (anchor ? sizeOf(anchor) : 0) }),
  );
  const fewest = Math.min(...blocks.map(({ groups }) => groups.length));
  const compact = withoutRepeats(blocks.filter(({ groups }) => groups.length === fewest));
  const thrifty = compact.filter(({ groups }) => !groups.some(leavesOrphan));
  return thrifty.length > 0 ? thrifty : compact;
}

/** All of the same, best kind: what comes first here is preferred to what comes later, whatever its score. */
function waysToSplit(stretches: readonly Stretch[], search: Search): SeatBlock[] {
  const roomy = stretches.filter((stretch) => sizeOf(stretch) > 1);
  for (const pool of [roomy, stretches]) {
    const fewest = fewestGroups(pool, search.partySize);
    if (fewest === null) continue;
    for (const mayBeApart of [false, true]) {
      for (let groupCount = fewest; groupCount <= fewest + mostExtraGroups; groupCount += 1) {
        const blocks = splitIn(pool, { groupCount, mayBeApart }, search);
        if (blocks.length > 0) return blocks;
      }
    }
  }
  return [];
}

/** Null when the stretches do not hold the party. */
function fewestGroups(pool: readonly Stretch[], partySize: number): number | null {
  const largestFirst = pool.map(sizeOf).sort((a, b) => b - a);
  let left = partySize;
  for (const [index, size] of largestFirst.entries()) {
    left -= size;
    if (left <= 0) return index + 1;
  }
  return null;
}

function splitIn(pool: readonly Stretch[], plan: GroupPlan, search: Search): SeatBlock[] {
  if (plan.groupCount > Math.min(pool.length, search.partySize)) return [];
  return startsFor(pool, plan, search).flatMap((start) => {
    const chosen = nearestStretches(pool, start, plan, search);
    const sizes = chosen && allotParty(chosen, search.partySize);
    return chosen && sizes ? [seatGroups(chosen, sizes, search)] : [];
  });
}

/** The stretches to grow a block from, best view first; none to choose where a wheelchair place is the start. */
function startsFor(pool: readonly Stretch[], { groupCount }: GroupPlan, search: Search): (Stretch | null)[] {
  if (search.anchor) return [null];
  return pool
    .filter((stretch) => sizeOf(stretch) * groupCount >= search.partySize)
    .map((stretch) => ({ stretch, view: viewFrom(seatsOf(stretch), search.geometry) }))
    .sort((a, b) => b.view - a.view)
    .slice(0, mostStarts)
    .map(({ stretch }) => stretch);
}

/**
 * The stretches for so many groups, each the nearest to the start of those that hold their equal share of who is left.
 * That share is what makes the choice safe without trying all: if any so many stretches hold the party, the largest of
 * those not yet chosen hold what a choice leaves. Null when the rows beside each other do not have them.
 */
function nearestStretches(
  pool: readonly Stretch[],
  start: Stretch | null,
  { groupCount, mayBeApart }: GroupPlan,
  { anchor, partySize, geometry }: Search,
): Stretch[] | null {
  const origin = placeOf(anchor ?? firstGroup(start, Math.ceil(partySize / groupCount), geometry));
  const nearestFirst = byDistance(pool, origin);
  const chosen = start ? [start] : [];
  const rows = new Set([anchor ?? start].flatMap((stretch) => (stretch ? [stretch.run.rowIndex] : [])));
  const isInReach = ({ run: { rowIndex } }: Stretch) =>
    mayBeApart || rows.has(rowIndex) || rows.has(rowIndex - 1) || rows.has(rowIndex + 1);
  let left = partySize - (start ? sizeOf(start) : 0);
  while (chosen.length < groupCount) {
    const share = left / (groupCount - chosen.length);
    // Pairs alone never add up to an odd party.
    const mustSeatOdd = partySize % 2 === 1 && chosen.length === groupCount - 1 && !chosen.some(seatsOdd);
    const next = nearestFirst.find(
      (stretch) =>
        sizeOf(stretch) >= share &&
        isInReach(stretch) &&
        !chosen.includes(stretch) &&
        (!mustSeatOdd || seatsOdd(stretch)),
    );
    if (!next) return null;
    chosen.push(next);
    rows.add(next.run.rowIndex);
    left -= sizeOf(next);
  }
  return chosen;
}

function byDistance(stretches: readonly Stretch[], origin: Place): Stretch[] {
  return stretches
    .map((stretch) => ({ stretch, distance: distanceTo(origin, stretch) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ stretch }) => stretch);
}

/** Whether an odd number of people can sit there, which takes a seat that is no half of a pair. */
function seatsOdd({ run: { startsPair }, from, to }: Stretch): boolean {
  for (let index = from; index <= to; index += 1) {
    if (!startsPair[index] && !startsPair[index - 1]) return true;
  }
  return false;
}

/** Puts a group of its size into each stretch, each as nearly as possible behind the first. */
function seatGroups(chosen: readonly Stretch[], sizes: readonly number[], { anchor, geometry }: Search): SeatBlock {
  const first = anchor ?? firstGroup(chosen[0] ?? null, sizes[0] ?? 0, geometry);
  const origin = placeOf(first);
  const others = chosen.flatMap((stretch, index) => {
    if (index === 0 && !anchor) return [];
    return placeGroup(windowsOf(stretch, sizes[index] ?? 0), origin.x) ?? [];
  });
  const groups = [...(first ? [first] : []), ...others].sort(
    (a, b) => a.run.rowIndex - b.run.rowIndex || middleOf(a) - middleOf(b),
  );
  const strayed = groups.reduce((sum, group) => sum + distanceTo(origin, group), 0) / groups.length;
  const nearness = 1 - Math.min(1, strayed / Math.hypot(geometry.width, geometry.height));
  return { groups, score: viewFrom(groups.flatMap(seatsOf), geometry) * nearness };
}

/** The group that the others sit behind: as near to the centre line as its stretch reaches. */
function firstGroup(stretch: Stretch | null, size: number, { width }: PlanGeometry): Stretch | null {
  return stretch && (placeGroup(windowsOf(stretch, size), width / 2) ?? stretch);
}

function placeGroup(windows: readonly Stretch[], x: number): Stretch | undefined {
  const kept = windows.filter((window) => !leavesOrphan(window));
  return (kept.length > 0 ? [...kept] : [...windows]).sort(
    (a, b) => Math.abs(middleOf(a) - x) - Math.abs(middleOf(b) - x),
  )[0];
}

function placeOf(group: Stretch | null): Place {
  return group ? { x: middleOf(group), y: group.run.seats[group.from]?.y ?? 0 } : { x: 0, y: 0 };
}

function distanceTo({ x, y }: Place, { run: { seats }, from, to }: Stretch): number {
  const [left, right] = [seats[from], seats[to]];
  if (!left || !right) return Infinity;
  return Math.hypot(Math.max(0, left.x - x, x - right.x), left.y - y);
}

/** One way can be found from several starts; it keeps its best score. */
function withoutRepeats(blocks: readonly SeatBlock[]): SeatBlock[] {
  const bestLast = [...blocks].sort((a, b) => a.score - b.score);
  return [...new Map(bestLast.map((block) => [seatIdsOf(block).join(' '), block])).values()];
}
