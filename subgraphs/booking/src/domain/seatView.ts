import type { PlanSeat } from './seat';

/** The size of a plan in plan units; the screen lies along y = 0. */
export interface PlanGeometry {
  readonly width: number;
  readonly height: number;
}

// A screen fills the view best from about two thirds of the depth.
const idealDepth = 2 / 3;
// In a usual screen one row nearer and one seat to the side then weigh about the same.
const sightWeight = 0.55;
const centreWeight = 1 - sightWeight;
// From the back row the picture is small; from the front row necks hurt.
const backRowLoss = 0.4;

/**
 * How well one sees from the seats, 0 (the corner at the screen) to 1 (the middle at the ideal depth): the mean of the
 * seats, each losing by its way from the centre line and from the ideal depth.
 */
export function viewFrom(seats: readonly PlanSeat[], geometry: PlanGeometry): number {
  return seats.reduce((sum, seat) => sum + viewFromSeat(seat, geometry), 0) / seats.length;
}

function viewFromSeat({ x, y }: PlanSeat, { width, height }: PlanGeometry): number {
  const halfWidth = width / 2;
  const sideLoss = Math.min(1, Math.abs(x - halfWidth) / halfWidth);
  return 1 - centreWeight * sideLoss - sightWeight * depthLoss(Math.min(1, y / height));
}

function depthLoss(depth: number): number {
  if (depth < idealDepth) return (idealDepth - depth) / idealDepth;
  return (backRowLoss * (depth - idealDepth)) / (1 - idealDepth);
}
