import type { Fates } from './cancelOrder';
import { partsHere } from './handedOver';
import type { Order } from './order';

const now = new Date('2030-07-03T12:00:00Z');
const order = {
  hasGoods: true,
  bookingId: 'bkg_1',
  foodOrderId: 'food_1',
  isShipped: false,
  isDelivered: false,
} as Order;
const fates: Fates = {
  booking: { status: 'CONFIRMED', startsAt: new Date('2030-07-03T12:00:00.001Z') },
  foodOrder: { status: 'READY' },
};
const here = (of: Partial<Order> = {}, told: Partial<Fates> = {}) =>
  partsHere({ ...order, ...of }, { ...fates, ...told }, now);

describe('what of an order is not handed over yet', () => {
  it('is all that is in it, before anything is', () => {
    expect(here()).toEqual(['GOODS', 'SEATS', 'DISHES']);
    expect(here({ bookingId: null, foodOrderId: null })).toEqual(['GOODS']);
    expect(here({ hasGoods: false, foodOrderId: null })).toEqual(['SEATS']);
  });

  it('is what nobody has told anything of, too', () => {
    expect(here({}, { booking: null, foodOrder: null })).toEqual(['GOODS', 'SEATS', 'DISHES']);
  });

  it('is no longer what was shipped', () => {
    expect(here({ isShipped: true })).toEqual(['SEATS', 'DISHES']);
  });

  it.each([
    ['were let in', { status: 'CHECKED_IN', startsAt: new Date('2030-07-03T12:10:00Z') }],
    ['sit in a film that has begun', { status: 'CONFIRMED', startsAt: now }],
  ])('is no longer seats of those who %s', (_what, booking) => {
    expect(here({}, { booking })).toEqual(['GOODS', 'DISHES']);
  });

  it.each(['PICKED_UP', 'DELIVERED'])('is no longer what is %s of a kitchen', (status) => {
    expect(here({}, { foodOrder: { status } })).toEqual(['GOODS', 'SEATS']);
  });

  it('is nothing of what was delivered', () => {
    expect(here({ isDelivered: true })).toEqual([]);
  });
});
