import type { EntityManager } from 'typeorm';
import type { PlanSeat } from '../../domain/seat';
import type { PlanGeometry } from '../../domain/seatView';
import { seatMapRepository } from '../../persistence/seatMapRepository';

/** A plan as seats are sold from it. */
export interface KnownPlan {
  readonly geometry: PlanGeometry;
  /** By y, then x. */
  readonly seats: readonly PlanSeat[];
  readonly byId: ReadonlyMap<string, PlanSeat>;
}

const mostPlans = 200;
const plans = new Map<string, KnownPlan>();

/**
 * The plan of a screen as it is now. A process reads each state of it once: in a rush for seats everybody who comes too
 * late is shown others, and reading hundreds of seats for each of them would be most of the work.
 */
export async function knownPlan(db: EntityManager, screenId: string): Promise<KnownPlan> {
  const map = seatMapRepository(db);
  const { state, width, height } = await map.geometryOf(screenId);
  const key = `${screenId} ${state}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  // Read after its state, so it may be newer and never older: a newer one is asked for by another state.
  const seats = await map.planOf(screenId);
  const plan = { geometry: { width, height }, seats, byId: new Map(seats.map((seat) => [seat.id, seat])) };
  const [oldest] = plans.keys();
  if (plans.size >= mostPlans && oldest !== undefined) plans.delete(oldest);
  plans.set(key, plan);
  return plan;
}
