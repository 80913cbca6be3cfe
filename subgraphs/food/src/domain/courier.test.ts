import {
  type Assigning,
  type CourierAssignment,
  checkMayAssign,
  checkMayReport,
  checkMayStep,
  concernsCourier,
  isTakenBy,
  reportWaitMs,
  shownCourier,
  shownReport,
} from './courier';
import { type FoodOrderStatus, foodOrderStatuses } from './foodOrderStatus';

const noon = new Date('2030-01-01T12:00:00Z');
const after = (ms: number) => new Date(noon.getTime() + ms);
const anAssignment = (given: Partial<CourierAssignment> = {}): CourierAssignment => ({
  orderId: 'ford_1',
  courierId: 'cora',
  assignedAt: noon,
  latitude: 53.34,
  longitude: -6.26,
  locatedAt: noon,
  ...given,
});
const delivery = (status: FoodOrderStatus) => ({ status, fulfilment: 'DELIVERY' as const });
const assignable = (current: CourierAssignment | null, by: Assigning) =>
  foodOrderStatuses.filter((status) => {
    try {
      checkMayAssign(delivery(status), current, by);
      return true;
    } catch {
      return false;
    }
  });
const kitchen: Assigning = { actorId: 'ken', duties: ['KITCHEN'], courierId: 'cora' };
const cora: Assigning = { actorId: 'cora', duties: ['COURIER'], courierId: 'cora' };

describe('giving an order to a courier', () => {
  it('is for the kitchen to do while it is under way, also when another has it', () => {
    const underWay = ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP'];
    expect(assignable(null, kitchen)).toEqual(underWay);
    expect(assignable(anAssignment({ courierId: 'carl' }), kitchen)).toEqual(underWay);
  });

  it('is for couriers to do for themselves until it is picked up, when nobody else has it', () => {
    expect(assignable(null, cora)).toEqual(['ACCEPTED', 'PREPARING', 'READY']);
    expect(assignable(anAssignment(), cora)).toEqual(['ACCEPTED', 'PREPARING', 'READY']);
    expect(assignable(anAssignment({ courierId: 'carl' }), cora)).toEqual([]);
    expect(assignable(null, { ...cora, courierId: 'carl' })).toEqual([]);
  });

  it.each(['PICKUP', 'DINE_IN'] as const)('is not for %s', (fulfilment) => {
    expect(() => checkMayAssign({ status: 'READY', fulfilment }, null, kitchen)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['orderId'] }),
    );
  });
});

describe('an order concerns a courier', () => {
  it.each(foodOrderStatuses)('who has it, also when it is %s', (status) => {
    expect(concernsCourier(delivery(status), anAssignment(), 'cora')).toBe(true);
    expect(concernsCourier(delivery(status), anAssignment({ courierId: 'carl' }), 'cora')).toBe(false);
  });

  it('who could take it', () => {
    const open = foodOrderStatuses.filter((status) => concernsCourier(delivery(status), null, 'cora'));
    expect(open).toEqual(['ACCEPTED', 'PREPARING', 'READY']);
    expect(concernsCourier({ status: 'READY', fulfilment: 'PICKUP' }, null, 'cora')).toBe(false);
  });
});

describe('taking a step with an order', () => {
  const withCora = { courierId: 'cora' };

  it.each<[string, { courierId: string } | null, Pick<Assigning, 'actorId' | 'duties'>]>([
    ['its courier', withCora, { actorId: 'cora', duties: ['COURIER'] }],
    ['any courier while nobody has it', null, { actorId: 'carl', duties: ['COURIER'] }],
    ['the kitchen', withCora, { actorId: 'ken', duties: ['KITCHEN'] }],
    ['one who cooks and brings', withCora, { actorId: 'ken', duties: ['COURIER', 'KITCHEN'] }],
  ])('is for %s', (_who, current, actor) => {
    expect(() => checkMayStep(current, actor)).not.toThrow();
  });

  it('is not for another courier', () => {
    expect(() => checkMayStep(withCora, { actorId: 'carl', duties: ['COURIER'] })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', message: 'Another courier has this order.' }),
    );
  });
});

describe('picking up', () => {
  it('takes a delivery for one who only brings orders', () => {
    expect(isTakenBy(['COURIER'], delivery('PICKED_UP'))).toBe(true);
    expect(isTakenBy(['COURIER', 'KITCHEN'], delivery('PICKED_UP'))).toBe(false);
    expect(isTakenBy(['KITCHEN'], delivery('PICKED_UP'))).toBe(false);
    expect(isTakenBy(['COURIER'], delivery('DELIVERED'))).toBe(false);
    expect(isTakenBy(['COURIER'], { status: 'PICKED_UP', fulfilment: 'PICKUP' })).toBe(false);
  });
});

describe('a report of a position', () => {
  const report = (status: FoodOrderStatus, assignment: CourierAssignment | null, userId: string) => () =>
    checkMayReport({ status }, assignment, userId);

  it.each(['READY', 'PICKED_UP'] as const)('is taken while the order is %s', (status) => {
    expect(report(status, anAssignment(), 'cora')).not.toThrow();
  });

  it.each(foodOrderStatuses.filter((status) => status !== 'READY' && status !== 'PICKED_UP'))(
    'is refused when the order is %s',
    (status) => {
      expect(report(status, anAssignment(), 'cora')).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
    },
  );

  it('is for the courier of the order alone', () => {
    for (const assignment of [null, anAssignment({ courierId: 'carl' })]) {
      expect(report('READY', assignment, 'cora')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    }
  });

  it('is taken every two seconds', () => {
    expect(reportWaitMs({ locatedAt: null }, noon)).toBe(0);
    expect(reportWaitMs({ locatedAt: noon }, noon)).toBe(2000);
    expect(reportWaitMs({ locatedAt: noon }, after(1999))).toBe(1);
    expect(reportWaitMs({ locatedAt: noon }, after(2000))).toBe(0);
  });

  it('does not wait for a clock that was ahead', () => {
    expect(reportWaitMs({ locatedAt: after(60_000) }, noon)).toBe(0);
  });
});

describe('what is shown of a courier', () => {
  it.each(foodOrderStatuses)('has a place when the order is %s only while it is on its way', (status) => {
    const isOnItsWay = status === 'READY' || status === 'PICKED_UP';
    expect(shownCourier({ status }, anAssignment())).toEqual({
      courierId: 'cora',
      location: isOnItsWay ? { latitude: 53.34, longitude: -6.26 } : null,
      locationUpdatedAt: isOnItsWay ? noon : null,
    });
  });

  it('is at a report what it is otherwise, and nothing but a name once another courier has the order', () => {
    const report = anAssignment();
    expect(shownReport({ status: 'PICKED_UP' }, anAssignment(), report)).toEqual(
      shownCourier({ status: 'PICKED_UP' }, report),
    );
    for (const [status, courierId] of [['DELIVERED', 'cora'] as const, ['PICKED_UP', 'carl'] as const]) {
      expect(shownReport({ status }, { courierId }, report)).toEqual({
        courierId: 'cora',
        location: null,
        locationUpdatedAt: null,
      });
    }
  });

  it('has none before the first report', () => {
    const assignment = anAssignment({ latitude: null, longitude: null, locatedAt: null });
    expect(shownCourier({ status: 'READY' }, assignment)).toMatchObject({ location: null, locationUpdatedAt: null });
  });
});
