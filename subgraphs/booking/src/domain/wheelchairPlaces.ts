import type { PlanSeat } from './seat';
import { runsOf } from './seatRuns';
import { type SellableRun, type Stretch, seatsOf, sizeOf } from './sellableRun';

/**
 * The wheelchair places that companion places belong to, by the ids of both, whatever is free; the same as `bestSeats`
 * offers together. Companion places beside none are left out.
 */
export function wheelchairPlacesOf(seats: readonly PlanSeat[]): Map<string, readonly string[]> {
  const pairs = runsOf(seats).flatMap((run) =>
    run.flatMap(({ id, type }, place) =>
      type === 'WHEELCHAIR' ? companionIdsOf(run, place).map((companionId) => ({ companionId, placeId: id })) : [],
    ),
  );
  const placesByCompanion = new Map<string, string[]>();
  for (const { companionId, placeId } of pairs) {
    placesByCompanion.set(companionId, [...(placesByCompanion.get(companionId) ?? []), placeId]);
  }
  return placesByCompanion;
}

/**
 * Whether the seats suit a party with a wheelchair: a place for it with as many of its companion places as the party can
 * fill, and no companion place whose wheelchair place is not among them.
 */
export function suitsWheelchair(window: Stretch): boolean {
  const places = wheelchairPlaces(window);
  const owned = new Set(places.flatMap((place) => companionsOf(window.run, place)));
  const isAnyStray = indexesOf(window).some(
    (index) => window.run.seats[index]?.type === 'COMPANION' && !owned.has(index),
  );
  return !isAnyStray && places.some((place) => hasItsCompanions(window, place));
}

/** Whether the party takes what another wheelchair needs: a second place for one, or its companion place. */
export function takesSpareAccessiblePlace(window: Stretch): boolean {
  const { from, to, run } = window;
  const isBorrowed = (companion: number, place: number) =>
    run.seats[companion]?.type === 'COMPANION' && run.seats[place]?.type === 'WHEELCHAIR' && run.isFree[place];
  return wheelchairPlaces(window).length > 1 || Boolean(isBorrowed(from, from - 1) || isBorrowed(to, to + 1));
}

/** Each free wheelchair place with its free companion places, and no more seats than the party needs. */
export function wheelchairAnchors(run: SellableRun, partySize: number): Stretch[] {
  return wheelchairPlaces({ run, from: 0, to: run.seats.length - 1 }).map((place) => {
    const { candidates, count } = neededCompanions(run, place);
    const reach = [place, ...candidates.slice(0, count)].slice(0, partySize);
    return { run, from: Math.min(...reach), to: Math.max(...reach) };
  });
}

function hasItsCompanions(window: Stretch, place: number): boolean {
  const { candidates, count } = neededCompanions(window.run, place);
  const inside = candidates.filter((index) => index >= window.from && index <= window.to);
  return inside.length >= Math.min(count, sizeOf(window) - 1);
}

/** All companion places of its own, or one of those that it shares. */
function neededCompanions(run: SellableRun, place: number): { candidates: number[]; count: number } {
  const all = companionsOf(run, place);
  const own = all.filter((index) => stepsToWheelchair(run, index, -1) !== stepsToWheelchair(run, index, 1));
  return own.length > 0 ? { candidates: own, count: own.length } : { candidates: all, count: Math.min(1, all.length) };
}

/** The free companion places that belong to a wheelchair place, nearest first on the left, then on the right. */
function companionsOf(run: SellableRun, place: number): number[] {
  return [-1, 1].flatMap((step) => {
    const row = companionsBeside(run, place, step);
    const firstTaken = row.findIndex((index) => !run.isFree[index]);
    return firstTaken < 0 ? row : row.slice(0, firstTaken);
  });
}

function companionIdsOf(seats: readonly PlanSeat[], place: number): string[] {
  return [-1, 1].flatMap((step) => companionsBeside({ seats }, place, step).flatMap((index) => seats[index]?.id ?? []));
}

/** Companions between two wheelchair places are shared out by nearness; one in the middle belongs to both. */
function companionsBeside({ seats }: Pick<SellableRun, 'seats'>, place: number, step: number): number[] {
  const companions: number[] = [];
  let index = place + step;
  for (; seats[index]?.type === 'COMPANION'; index += step) companions.push(index);
  return seats[index]?.type === 'WHEELCHAIR' ? companions.slice(0, Math.ceil(companions.length / 2)) : companions;
}

/** How far it is from a companion place to the next wheelchair place on that side, over companion places only. */
function stepsToWheelchair({ seats }: SellableRun, companion: number, step: number): number {
  let index = companion;
  while (seats[index]?.type === 'COMPANION') index += step;
  return seats[index]?.type === 'WHEELCHAIR' ? Math.abs(index - companion) : Infinity;
}

function wheelchairPlaces(window: Stretch): number[] {
  const { seats, isFree } = window.run;
  return indexesOf(window).filter((index) => seats[index]?.type === 'WHEELCHAIR' && isFree[index]);
}

function indexesOf(window: Stretch): number[] {
  return seatsOf(window).map((_, offset) => window.from + offset);
}
