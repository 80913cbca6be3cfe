import { type DeliveryFacts, estimateDelivery } from './delivery';
import { type FoodOrderStatus, foodOrderStatuses } from './foodOrderStatus';

const noonMs = Date.UTC(2030, 0, 1, 12);
const at = (minutes: number) => new Date(noonMs + minutes * 60_000);
const restaurantAt = { latitude: 53.35, longitude: -6.26 };
/** So many kilometres north of the restaurant. */
const north = (km: number) => ({ ...restaurantAt, latitude: restaurantAt.latitude + km / 111.195 });
const unknown: DeliveryFacts = { prepMinutes: 20, restaurantAt, courierAt: null, locatedAt: null };
const anOrder = (status: FoodOrderStatus, updatedAt = at(0), estimatedReadyAt: Date | null = null) => ({
  status,
  fulfilment: 'DELIVERY' as const,
  estimatedReadyAt,
  updatedAt,
});
const minutesOf = (estimate: Date | null) =>
  estimate === null ? null : Math.round((estimate.getTime() - noonMs) / 60_000);

describe('when a delivery should arrive', () => {
  it('is an ordinary trip after the kitchen is ready', () => {
    expect(minutesOf(estimateDelivery(anOrder('ACCEPTED', at(0), at(20)), unknown, at(5)))).toBe(35);
  });

  it('takes the usual time to cook where the kitchen has said nothing', () => {
    expect(minutesOf(estimateDelivery(anOrder('PLACED'), unknown, at(0)))).toBe(35);
  });

  it('moves with the clock when the kitchen is late', () => {
    expect(minutesOf(estimateDelivery(anOrder('PREPARING', at(0), at(20)), unknown, at(30)))).toBe(45);
  });

  it('counts the way of the courier to the restaurant', () => {
    const coming = { ...unknown, courierAt: north(2.5), locatedAt: at(0) };
    expect(minutesOf(estimateDelivery(anOrder('READY'), coming, at(1)))).toBe(25);
    expect(minutesOf(estimateDelivery(anOrder('READY'), unknown, at(1)))).toBe(16);
  });

  it('counts down from the pick-up, and from the place where the courier is by then', () => {
    expect(minutesOf(estimateDelivery(anOrder('PICKED_UP'), unknown, at(5)))).toBe(15);
    const underWay = { ...unknown, courierAt: north(2), locatedAt: at(5) };
    expect(minutesOf(estimateDelivery(anOrder('PICKED_UP'), underWay, at(6)))).toBe(12);
    const far = { ...unknown, courierAt: north(9), locatedAt: at(5) };
    expect(minutesOf(estimateDelivery(anOrder('PICKED_UP'), far, at(6)))).toBe(8);
  });

  it('does not take a report from before the pick-up for the way of the food', () => {
    const before = { ...unknown, courierAt: north(2), locatedAt: at(-1) };
    expect(minutesOf(estimateDelivery(anOrder('PICKED_UP'), before, at(5)))).toBe(15);
  });

  it('is not known for what is not delivered, not paid or over', () => {
    for (const fulfilment of ['PICKUP', 'DINE_IN', 'TO_SEAT'] as const) {
      expect(estimateDelivery({ ...anOrder('ACCEPTED'), fulfilment }, unknown, at(0))).toBeNull();
    }
    for (const status of ['AWAITING_PAYMENT', 'REJECTED', 'DELIVERED', 'CANCELLED', 'FAILED'] as const) {
      expect(estimateDelivery(anOrder(status), unknown, at(0))).toBeNull();
    }
  });

  it('never lies in the past, nor a day ahead of all that was reported, whatever is known and whenever it is asked', () => {
    const minutes = [-1440, -61, -1, 0, 1, 59, 600];
    const places = [null, restaurantAt, north(3), north(40)];
    let asked = 0;
    for (const status of foodOrderStatuses) {
      for (const ready of [null, ...minutes]) {
        for (const updated of minutes) {
          for (const located of [null, ...minutes]) {
            for (const courierAt of places) {
              for (const now of minutes) {
                const facts = { ...unknown, courierAt, locatedAt: located === null ? null : at(located) };
                const order = anOrder(status, at(updated), ready === null ? null : at(ready));
                const estimate = estimateDelivery(order, facts, at(now));
                asked += 1;
                if (estimate === null) continue;
                if (estimate < at(now) || estimate > at(600 + 24 * 60)) {
                  throw new Error(`${estimate.toISOString()} for ${JSON.stringify({ order, facts, now: at(now) })}`);
                }
              }
            }
          }
        }
      }
    }
    expect(asked).toBe(10 * 8 * 7 * 8 * 4 * 7);
  });
});
