import { Forbidden, InvalidInput } from '@marquee/shared/errors';
import type { FoodOrder } from './foodOrder';
import type { StaffDuty } from './foodOrderAccess';
import { isUntilPickUp, isWithCourier } from './foodOrderStatus';
import { type GeoPoint, placeOf } from './geoPoint';

/** Who brings an order, and where they last reported to be with it. Position and time are there together or not. */
export interface CourierAssignment {
  readonly orderId: string;
  readonly courierId: string;
  readonly assignedAt: Date;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly locatedAt: Date | null;
}

/** A courier and where they said to be. */
export type Reported = Omit<CourierAssignment, 'orderId' | 'assignedAt'>;

/** A courier as whoever may see the order sees them. */
export interface ShownCourier {
  readonly courierId: string;
  readonly location: GeoPoint | null;
  readonly locationUpdatedAt: Date | null;
}

export interface Assigning {
  readonly actorId: string;
  /** What the actor may do at the order's restaurant. */
  readonly duties: readonly StaffDuty[];
  readonly courierId: string;
}

/** A phone that reports with every step its owner takes is no use to anyone. */
const leastReportGapMs = 2_000;

/** Whether a courier of its restaurant has anything to do with the order: it is or was theirs, or they could take it. */
export function concernsCourier(
  { status, fulfilment }: Pick<FoodOrder, 'status' | 'fulfilment'>,
  current: Pick<CourierAssignment, 'courierId'> | null,
  userId: string,
): boolean {
  if (current !== null) return current.courierId === userId;
  return fulfilment === 'DELIVERY' && isUntilPickUp(status);
}

/**
 * Does nothing when the actor may give the order to that courier: the kitchen any delivery under way, a courier only to
 * themself what nobody has. @throws InvalidInput for an order without a delivery under way | Forbidden
 */
export function checkMayAssign(
  { status, fulfilment }: Pick<FoodOrder, 'status' | 'fulfilment'>,
  current: CourierAssignment | null,
  { actorId, duties, courierId }: Assigning,
): void {
  if (fulfilment !== 'DELIVERY') throw new InvalidInput('Only a delivery has a courier.', ['orderId']);
  const isKitchen = duties.includes('KITCHEN');
  if (!isKitchen && courierId !== actorId) {
    throw new Forbidden('Couriers can take orders for themselves only.', ['userId']);
  }
  if (!isKitchen && current !== null && current.courierId !== actorId) {
    throw new Forbidden('Another courier has this order.', ['orderId']);
  }
  if (!isUntilPickUp(status) && !(isKitchen && status === 'PICKED_UP')) {
    throw new InvalidInput(`An order that is ${status} cannot be given to a courier.`, ['orderId']);
  }
}

/**
 * Does nothing when staff with these duties may take steps with the order: the kitchen with any, a courier with what is
 * theirs or nobody's. @throws Forbidden
 */
export function checkMayStep(
  current: Pick<CourierAssignment, 'courierId'> | null,
  { actorId, duties }: Pick<Assigning, 'actorId' | 'duties'>,
): void {
  if (duties.includes('KITCHEN') || current === null || current.courierId === actorId) return;
  throw new Forbidden('Another courier has this order.', ['input', 'orderId']);
}

/** Whether a step makes its actor the order's courier: one who only brings orders fetches a delivery nobody has. */
export function isTakenBy(
  duties: readonly StaffDuty[],
  { status, fulfilment }: Pick<FoodOrder, 'status' | 'fulfilment'>,
): boolean {
  return (
    status === 'PICKED_UP' && fulfilment === 'DELIVERY' && duties.includes('COURIER') && !duties.includes('KITCHEN')
  );
}

/** Does nothing when that user may report a position now. @throws Forbidden | InvalidInput */
export function checkMayReport(
  { status }: Pick<FoodOrder, 'status'>,
  assignment: CourierAssignment | null,
  userId: string,
): asserts assignment is CourierAssignment {
  if (assignment?.courierId !== userId) {
    throw new Forbidden('Only the courier of this order can say where it is.', ['orderId']);
  }
  if (!isWithCourier(status)) throw new InvalidInput(`An order that is ${status} is not on its way.`, ['orderId']);
}

/** How long to wait until the next report is taken, in ms; 0 is now. */
export function reportWaitMs({ locatedAt }: Pick<CourierAssignment, 'locatedAt'>, now: Date): number {
  if (locatedAt === null) return 0;
  const waitMs = locatedAt.getTime() + leastReportGapMs - now.getTime();
  // A report from the future comes from a replica whose clock is ahead; nobody waits for that.
  return waitMs > 0 && waitMs <= leastReportGapMs ? waitMs : 0;
}

/** The position is nobody's business once the courier is done with the order. */
export function shownCourier({ status }: Pick<FoodOrder, 'status'>, assignment: Reported): ShownCourier {
  const location = isWithCourier(status) ? placeOf(assignment) : null;
  return { courierId: assignment.courierId, location, locationUpdatedAt: location && assignment.locatedAt };
}

/** The same for a report of a position: where they were is nobody's business either once another courier took over. */
export function shownReport(
  order: Pick<FoodOrder, 'status'>,
  current: Pick<CourierAssignment, 'courierId'> | null,
  report: Reported,
): ShownCourier {
  const shown = shownCourier(order, report);
  return current?.courierId === report.courierId ? shown : { ...shown, location: null, locationUpdatedAt: null };
}
