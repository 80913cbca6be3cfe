import type { EntityManager } from 'typeorm';
import { type AccompaniedSeat, accompany } from '../../domain/companionSeats';
import type { PlanSeat } from '../../domain/seat';
import type { PlanGeometry } from '../../domain/seatView';
import { type PlanState, seatMapRepository } from '../../persistence/seatMapRepository';

/** A plan as seats are sold from it. */
export interface KnownPlan {
  readonly geometry: PlanGeometry;
  /** By y, then x. */
  readonly seats: readonly PlanSeat[];
  readonly byId: ReadonlyMap<string, AccompaniedSeat>;
}

const mostPlans = 200;
const plans = new Map<string, KnownPlan>();

/** The plan of a screen as it is now; see `knownPlans`. */
export async function knownPlan(db: EntityManager, screenId: string): Promise<KnownPlan> {
  const [plan] = await knownPlans(db, [screenId]);
  if (plan === undefined) throw new Error('the screen of a showing is gone');
  return plan;
}

/**
 * The plans of screens as they are now, in the order of the ids. A process reads each state of one once: in a rush for
 * seats everybody who comes too late is shown others, and reading hundreds of seats for each of them would be most of
 * the work.
 */
export async function knownPlans(db: EntityManager, screenIds: readonly string[]): Promise<KnownPlan[]> {
  const map = seatMapRepository(db);
  const states = new Map((await map.geometriesOf(screenIds)).map((state) => [state.screenId, state]));
  const found = screenIds.flatMap((id) => states.get(id) ?? []);
  const known = new Map(found.map((state) => [state.screenId, plans.get(keyOf(state))]));
  const fresh = found.filter(({ screenId }) => known.get(screenId) === undefined);
  // Read after their states, so they may be newer and never older: a newer one is asked for by another state.
  const seats = fresh.length === 0 ? [] : await map.plansOf(fresh.map(({ screenId }) => screenId));
  for (const state of fresh) {
    const plan = planOf(state, seats);
    keep(keyOf(state), plan);
    known.set(state.screenId, plan);
  }
  return found.flatMap(({ screenId }) => known.get(screenId) ?? []);
}

const keyOf = ({ screenId, state }: PlanState): string => `${screenId} ${state}`;

function planOf(
  { screenId, width, height }: PlanState,
  all: readonly (PlanSeat & { readonly screenId: string })[],
): KnownPlan {
  const seats = all.filter((seat) => seat.screenId === screenId);
  return { geometry: { width, height }, seats, byId: new Map(accompany(seats).map((seat) => [seat.id, seat])) };
}

function keep(key: string, plan: KnownPlan): void {
  const [oldest] = plans.keys();
  if (!plans.has(key) && plans.size >= mostPlans && oldest !== undefined) plans.delete(oldest);
  plans.set(key, plan);
}
