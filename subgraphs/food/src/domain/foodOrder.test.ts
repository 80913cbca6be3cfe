import {
  cancelFoodOrder,
  dropFoodOrder,
  type FoodOrder,
  moveFoodOrder,
  payFoodOrder,
  type StaffReport,
  shownReadyAt,
} from './foodOrder';
import type { FoodOrderStatus } from './foodOrderStatus';

const noon = new Date('2030-01-01T12:00:00Z');
const at = (time: string) => new Date(`2030-01-01T${time}:00Z`);

function anOrder(given: Partial<FoodOrder> = {}): FoodOrder {
  return {
    id: 'ford_1',
    number: 'F-7K3M-92QX',
    customerId: 'usr_1',
    restaurantId: 'rst_1',
    fulfilment: 'PICKUP',
    deliveryAddress: null,
    seatBookingId: null,
    note: null,
    currency: 'EUR',
    subtotalMinor: 2500,
    deliveryFeeMinor: 0,
    tipMinor: 0,
    totalMinor: 2500,
    status: 'PLACED',
    payment: 'ON_HANDOVER',
    paymentDueAt: null,
    placedAt: at('11:00'),
    estimatedReadyAt: null,
    version: 1,
    createdAt: at('11:00'),
    updatedAt: at('11:00'),
    ...given,
  };
}

const report = (status: FoodOrderStatus, estimatedReadyAt: Date | null = null): StaffReport => ({
  status,
  estimatedReadyAt,
  note: null,
});
const move = (order: FoodOrder, step: StaffReport) => moveFoodOrder(order, step, ['KITCHEN'], 25, noon);

describe('a step of the kitchen', () => {
  it('changes status, version and time, and nothing else', () => {
    const placed = anOrder();
    expect(move(placed, report('ACCEPTED', at('12:10')))).toEqual({
      ...placed,
      status: 'ACCEPTED',
      version: 2,
      estimatedReadyAt: at('12:10'),
      updatedAt: noon,
    });
  });

  it('starts the usual time when it accepts without an estimate', () => {
    expect(move(anOrder({ estimatedReadyAt: at('11:25') }), report('ACCEPTED')).estimatedReadyAt).toEqual(at('12:25'));
  });

  it('keeps an estimate that still holds', () => {
    const accepted = anOrder({ status: 'ACCEPTED', estimatedReadyAt: at('12:20') });
    expect(move(accepted, report('PREPARING')).estimatedReadyAt).toEqual(at('12:20'));
  });

  it('moves an estimate that has passed to now', () => {
    const accepted = anOrder({ status: 'ACCEPTED', estimatedReadyAt: at('11:20') });
    expect(move(accepted, report('PREPARING')).estimatedReadyAt).toEqual(noon);
  });

  it.each<[FoodOrderStatus, FoodOrderStatus]>([
    ['PREPARING', 'READY'],
    ['PLACED', 'REJECTED'],
  ])('leaves no estimate from %s to %s', (from, to) => {
    expect(move(anOrder({ status: from, estimatedReadyAt: at('12:20') }), report(to)).estimatedReadyAt).toBeNull();
  });

  it.each([
    ['in the past', 'ACCEPTED', at('11:59')],
    ['two days ahead', 'ACCEPTED', new Date('2030-01-03T12:00:00Z')],
    ['for a refusal', 'REJECTED', at('12:30')],
  ] as const)('is refused with an estimate %s', (_, status, estimate) => {
    expect(() => move(anOrder(), report(status, estimate))).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'estimatedReadyAt'] }),
    );
  });
});

describe('another estimate of the kitchen', () => {
  const cooking = anOrder({ status: 'PREPARING', version: 3, estimatedReadyAt: at('12:20') });
  const refused = (code: string, field: string) => expect.objectContaining({ code, inputPath: ['input', field] });

  it.each<FoodOrderStatus>(['ACCEPTED', 'PREPARING'])('is a change without a step while the order is %s', (status) => {
    const before = { ...cooking, status };
    expect(move(before, report(status, at('12:40')))).toEqual({
      ...before,
      version: 4,
      estimatedReadyAt: at('12:40'),
      updatedAt: noon,
    });
  });

  it('changes nothing when it is the same', () => {
    expect(move(cooking, report('PREPARING', at('12:20')))).toBe(cooking);
  });

  it.each<FoodOrderStatus>(['PLACED', 'READY', 'PICKED_UP', 'DELIVERED'])('is none when the order is %s', (status) => {
    expect(() => move({ ...cooking, status }, report(status, at('12:40')))).toThrow(
      expect.objectContaining({ code: 'INVALID_TRANSITION' }),
    );
  });

  it('is for the kitchen alone, ahead, within a day and without a note', () => {
    const later = report('PREPARING', at('12:40'));
    expect(() => moveFoodOrder(cooking, later, ['COURIER'], 25, noon)).toThrow(
      refused('FORBIDDEN', 'estimatedReadyAt'),
    );
    expect(() => move(cooking, report('PREPARING', at('11:59')))).toThrow(refused('VALIDATION', 'estimatedReadyAt'));
    expect(() => move(cooking, report('PREPARING', new Date('2030-01-03T12:00:00Z')))).toThrow(
      refused('VALIDATION', 'estimatedReadyAt'),
    );
    expect(() => move(cooking, { ...later, note: 'the oven is cold' })).toThrow(refused('VALIDATION', 'note'));
  });
});

describe('cancelling', () => {
  it.each<FoodOrderStatus>(['AWAITING_PAYMENT', 'PLACED', 'ACCEPTED'])(
    'is possible while the order is %s',
    (status) => {
      const cancelled = cancelFoodOrder(anOrder({ status, version: 2, estimatedReadyAt: at('12:30') }), noon);
      expect(cancelled).toMatchObject({ status: 'CANCELLED', version: 3, estimatedReadyAt: null, updatedAt: noon });
    },
  );

  it.each<FoodOrderStatus>(['PREPARING', 'READY', 'PICKED_UP', 'DELIVERED', 'REJECTED', 'CANCELLED', 'FAILED'])(
    'is too late when the order is %s',
    (status) => {
      expect(() => cancelFoodOrder(anOrder({ status }), noon)).toThrow(
        expect.objectContaining({ code: 'CANCELLATION_WINDOW_CLOSED' }),
      );
    },
  );
});

const unpaid = anOrder({ status: 'AWAITING_PAYMENT', payment: 'BY_METHOD', paymentDueAt: at('12:15'), placedAt: null });
const live = ['PLACED', 'ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP'] as const;
const nothing = ['REJECTED', 'CANCELLED', 'FAILED'] as const;

describe('an order that is paid', () => {
  it('is placed at that moment, from when the usual time runs', () => {
    expect(payFoodOrder(unpaid, 25, noon)).toEqual({
      ...unpaid,
      status: 'PLACED',
      placedAt: noon,
      estimatedReadyAt: at('12:25'),
      version: 2,
      updatedAt: noon,
    });
  });

  it.each<FoodOrderStatus>([...live, 'DELIVERED'])('stays as it is when it is %s already', (status) => {
    const order = anOrder({ status });
    expect(payFoodOrder(order, 25, noon)).toBe(order);
  });

  it.each<FoodOrderStatus>(nothing)('is refused when it is %s, however it was to be paid', (status) => {
    const refused = expect.objectContaining({
      code: 'INVALID_TRANSITION',
      details: { from: status, to: 'PLACED', allowed: [] },
    });
    expect(() => payFoodOrder({ ...unpaid, status }, 25, noon)).toThrow(refused);
    expect(() => payFoodOrder(anOrder({ status }), 25, noon)).toThrow(refused);
  });
});

describe('an order that will not be paid', () => {
  it.each<FoodOrderStatus>(['AWAITING_PAYMENT', ...live])('is cancelled, though it is %s', (status) => {
    for (const payment of ['BY_METHOD', 'BY_ORDER'] as const) {
      const order = { ...unpaid, payment, status, estimatedReadyAt: at('12:30') };
      expect(dropFoodOrder(order, noon)).toEqual({
        ...order,
        status: 'CANCELLED',
        estimatedReadyAt: null,
        version: 2,
        updatedAt: noon,
      });
    }
  });

  it.each<FoodOrderStatus>([...nothing, 'DELIVERED'])('stays as it is when it is %s', (status) => {
    const order = anOrder({ status, payment: 'BY_ORDER' });
    expect(dropFoodOrder(order, noon)).toBe(order);
  });

  it.each<FoodOrderStatus>(live)('stays as it is when it is %s and paid on handover anyway', (status) => {
    const order = anOrder({ status });
    expect(dropFoodOrder(order, noon)).toBe(order);
  });
});

describe('the estimate that is shown', () => {
  it('is the reported one while it lies ahead', () => {
    expect(shownReadyAt(anOrder({ estimatedReadyAt: at('12:05') }), noon)).toEqual(at('12:05'));
  });

  it('is now when it has passed and the food is not ready', () => {
    expect(shownReadyAt(anOrder({ status: 'PREPARING', estimatedReadyAt: at('11:05') }), noon)).toEqual(noon);
  });

  it('is none once the food is ready', () => {
    expect(shownReadyAt(anOrder({ status: 'READY', estimatedReadyAt: at('12:05') }), noon)).toBeNull();
  });
});
