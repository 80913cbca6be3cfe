import { leavesOrphan, type Stretch, sizeOf, windowsOf } from './sellableRun';

interface Allotment {
  readonly cost: number;
  readonly size: number;
  readonly before: Allotment | null;
}

// A person alone is worse than any number of lone free seats, and these are worse than any uneven groups.
const aloneCost = 1e9;
const orphanCost = 1e7;

/**
 * How many of the party sit in each stretch, at least one: nobody alone, no lone free seat left, groups of about one
 * size, in this order. Null when no sizes add up, as for an odd party and love seats.
 */
export function allotParty(stretches: readonly Stretch[], partySize: number): number[] | null {
  const fairSize = partySize / stretches.length;
  // The cheapest way to seat each number of people in the stretches so far.
  let ways = new Map<number, Allotment | null>([[0, null]]);
  for (const stretch of stretches) {
    const costs = costsOf(stretch, fairSize, partySize);
    ways = new Map(cheapest([...ways], costs, partySize));
  }
  const best = ways.get(partySize);
  return best ? sizesOf(best) : null;
}

function cheapest(
  ways: readonly [number, Allotment | null][],
  costs: readonly [number, number][],
  partySize: number,
): Map<number, Allotment> {
  const next = new Map<number, Allotment>();
  for (const [seated, before] of ways) {
    for (const [size, ownCost] of costs) {
      const cost = (before?.cost ?? 0) + ownCost;
      if (seated + size > partySize || (next.get(seated + size)?.cost ?? Infinity) <= cost) continue;
      next.set(seated + size, { cost, size, before });
    }
  }
  return next;
}

/** Each size that fits without parting a pair, with its cost. */
function costsOf(stretch: Stretch, fairSize: number, partySize: number): [number, number][] {
  const sizes = Array.from({ length: Math.min(sizeOf(stretch), partySize) }, (_, index) => index + 1);
  return sizes.flatMap((size): [number, number][] => {
    const windows = windowsOf(stretch, size);
    if (windows.length === 0) return [];
    const uneven = (size - fairSize) ** 2;
    return [[size, uneven + (size === 1 ? aloneCost : 0) + (windows.every(leavesOrphan) ? orphanCost : 0)]];
  });
}

function sizesOf(allotment: Allotment): number[] {
  const sizes: number[] = [];
  for (let at: Allotment | null = allotment; at; at = at.before) sizes.unshift(at.size);
  return sizes;
}
