import type { Viewer } from '@marquee/shared/auth';
import type { CheckoutStepOf, EventEnvelope } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import {
  allTold,
  answerTo,
  deliverTo,
  endStream,
  type StepAsker,
  stepAnswers,
  stepRequested,
  takeEvents,
} from '@marquee/shared/testing';
import { subscribedEvents } from '../src/events/subscribed';
import { cancelUnpaidOrders } from '../src/services/cancelUnpaidOrders';
import {
  aKitchen,
  aKnownBooking,
  anOrder,
  cancel,
  employ,
  eur,
  home,
  type Kitchen,
  moveThrough,
  setStatus,
  toldOf,
  withOptions,
} from './support/builders';
import { aFoodBed, type FoodBed, wednesdayLunch } from './support/foodBed';
import { aCook, aCustomer, anAdmin } from './support/people';

let bed: FoodBed;
let kitchen: Kitchen;
const ann = aCustomer();
const cook = aCook();

beforeAll(async () => {
  bed = await aFoodBed();
});
beforeEach(async () => {
  await bed.setNow(wednesdayLunch);
  kitchen = await aKitchen(bed);
  await employ(bed, kitchen.restaurantId, cook, ['KITCHEN']);
});
afterAll(() => bed.close());

type Reserve = CheckoutStepOf<'RESERVE_KITCHEN'>;

/** A checkout of Ann's: two soups and a bread, delivered, 17.49. */
function aCheckout(given: Partial<Reserve> = {}) {
  const foodOrderId = newId('foodOrder');
  const asker: StepAsker = {
    sagaId: newId('checkoutSaga'),
    subjectId: newId('order'),
    customerId: ann.userId,
    subgraph: 'food',
  };
  const line = { quantity: 1, optionIds: [] };
  const reserveStep: Reserve = {
    name: 'RESERVE_KITCHEN',
    foodOrderId,
    restaurantId: kitchen.restaurantId,
    lines: [
      { ...line, menuItemId: kitchen.soup, quantity: 2, unitPrice: eur(650) },
      { ...line, menuItemId: kitchen.bread, note: 'Sliced, please', unitPrice: eur(199) },
    ],
    fulfilment: 'DELIVERY',
    deliveryAddress: { line2: null, region: null, postalCode: null, ...home },
    seatBookingId: null,
    tip: null,
    note: null,
    expectedTotal: eur(1749),
    ...given,
  };
  const confirmStep = { name: 'CONFIRM_KITCHEN' as const, foodOrderId };
  const reserveRequest = () => stepRequested(asker, reserveStep);
  const confirmRequest = () => stepRequested(asker, confirmStep);
  const undo = (step: Reserve | typeof confirmStep) =>
    answerTo(bed, stepRequested(asker, step, 'UNDO', 'The card was declined.'));
  return {
    asker,
    foodOrderId,
    reserveRequest,
    confirmRequest,
    reserve: () => answerTo(bed, reserveRequest()),
    confirm: () => answerTo(bed, confirmRequest()),
    undoReserve: () => undo(reserveStep),
    undoConfirm: () => undo(confirmStep),
    status: async (viewer: Viewer = ann): Promise<string | null> => {
      const query = 'query ($id: ID!) { foodOrder(id: $id) { status } }';
      const { data } = await bed.ask<{ foodOrder: { status: string } | null }>(viewer, query, { id: foodOrderId });
      return data.foodOrder?.status ?? null;
    },
  };
}

const done = { kind: 'DONE' };
const refused = (code: string, more: object = {}) => ({
  kind: 'REFUSED',
  refusal: expect.objectContaining({ code, ...more }),
});
const pause = (paused: boolean) =>
  bed.ask(cook, `mutation ($id: ID!) { restaurantPause(id: $id, paused: ${paused}) { errors { code } } }`, {
    id: kitchen.restaurantId,
  });

const handle = (event: EventEnvelope) => deliverTo(subscribedEvents, bed, event);

describe('reserving the kitchen for a checkout', () => {
  it('makes the order under the id that was drawn for it, unseen by the kitchen, and tells that an order pays', async () => {
    const checkout = aCheckout({ tip: eur(100), note: 'ring twice', expectedTotal: eur(1849) });
    expect(await checkout.reserve()).toEqual(done);
    const query = `query ($id: ID!) {
      foodOrder(id: $id) {
        status customer { id } tip { minor } total { minor } note deliveryAddress { line1 }
        lines { name quantity note unitPrice { minor } } timeline { status }
      }
    }`;
    expect((await bed.ask(ann, query, { id: checkout.foodOrderId })).data).toEqual({
      foodOrder: {
        status: 'AWAITING_PAYMENT',
        customer: { id: ann.userId },
        tip: { minor: 100 },
        total: { minor: 1849 },
        note: 'ring twice',
        deliveryAddress: { line1: home.line1 },
        lines: [
          { name: 'Leek soup', quantity: 2, note: null, unitPrice: { minor: 650 } },
          { name: 'Soda bread', quantity: 1, note: 'Sliced, please', unitPrice: { minor: 199 } },
        ],
        timeline: [{ status: 'AWAITING_PAYMENT' }],
      },
    });
    expect(await checkout.status(cook)).toBeNull();
    expect(await toldOf(bed, checkout.foodOrderId)).toMatchObject([
      { type: 'food_order.placed', data: { isOfOrder: true, paymentMethodId: null, total: eur(1849) } },
    ]);
  });

  it('takes the choices of the basket', async () => {
    const { Pot: pot = '', Cream: cream = '' } = await withOptions(bed, kitchen);
    const line = { menuItemId: kitchen.soup, quantity: 1, optionIds: [cream, pot], unitPrice: eur(1130) };
    expect(await aCheckout({ lines: [line], expectedTotal: eur(1380) }).reserve()).toEqual(done);
  });

  it('waits as long as the checkout does: no sweep ends it', async () => {
    const checkout = aCheckout();
    await checkout.reserve();
    await bed.setNow('2030-07-03T20:00:00.000Z');
    await cancelUnpaidOrders(bed.db);
    expect(await checkout.status()).toBe('AWAITING_PAYMENT');
  });

  it('is refused with the price now when a dish costs something else than in the basket', async () => {
    const { soup: menuItemId, bread } = kitchen;
    const line = { quantity: 1, optionIds: [] };
    // The total is the same: one is dearer by as much as the other is cheaper.
    const lines = [
      { ...line, menuItemId, unitPrice: eur(600) },
      { ...line, menuItemId: bread, unitPrice: eur(249) },
    ];
    const checkout = aCheckout({ lines, expectedTotal: eur(1099) });
    expect(await checkout.reserve()).toEqual(
      refused('PRICE_CHANGED', { type: 'PriceChangedError', details: { expected: eur(600), actual: eur(650) } }),
    );
    expect(await checkout.status()).toBeNull();
  });

  it('is refused with the total now when only that has changed', async () => {
    const answer = await aCheckout({ expectedTotal: eur(1700) }).reserve();
    expect(answer).toEqual(refused('PRICE_CHANGED', { details: { expected: eur(1700), actual: eur(1749) } }));
  });

  it('sees what changed between basket and checkout', async () => {
    const foodId = (
      await bed.ask<{ menuItem: { food: { id: string } } }>(
        null,
        'query ($id: ID!) { menuItem(id: $id) { food { id } } }',
        {
          id: kitchen.bread,
        },
      )
    ).data.menuItem.food.id;
    const input = {
      id: kitchen.bread,
      restaurantId: kitchen.restaurantId,
      categoryId: kitchen.categoryId,
      foodId,
      price: eur(219),
    };
    const checkout = aCheckout();
    await bed.ask(
      anAdmin(),
      'mutation ($input: MenuItemSaveInput!) { menuItemSave(input: $input) { errors { code } } }',
      {
        input,
      },
    );
    expect(await checkout.reserve()).toEqual(
      refused('PRICE_CHANGED', { details: { expected: eur(199), actual: eur(219) } }),
    );
  });

  it('is refused while the kitchen pauses, and outside of its hours with the next opening', async () => {
    await pause(true);
    expect(await aCheckout().reserve()).toEqual(
      refused('RESTAURANT_CLOSED', { type: 'RestaurantClosedError', details: { opensAt: null } }),
    );
    await pause(false);
    await bed.setNow('2030-07-03T22:00:00.000Z');
    expect(await aCheckout().reserve()).toEqual(
      refused('RESTAURANT_CLOSED', { details: { opensAt: '2030-07-10T11:00:00.000Z' } }),
    );
  });

  it.each([
    [
      'a dish that is sold out or unknown',
      () => ({ lines: [aLine({ menuItemId: newId('menuItem') })] }),
      'ITEM_UNAVAILABLE',
    ],
    ['what is no dish', () => ({ lines: [aLine({ menuItemId: 'nonsense' })] }), 'ITEM_UNAVAILABLE'],
    ['a restaurant that is not there', () => ({ restaurantId: newId('restaurant') }), 'NOT_FOUND'],
    ['too many pieces', () => ({ lines: [aLine({ quantity: 51 })] }), 'VALIDATION'],
    ['no pieces', () => ({ lines: [aLine({ quantity: 0 })] }), 'VALIDATION'],
    ['an option of another dish', () => ({ lines: [aLine({ optionIds: [newId('menuOption')] })] }), 'VALIDATION'],
    ['a tip above the dishes', () => ({ tip: eur(1500) }), 'VALIDATION'],
    ['a tip in another currency', () => ({ tip: { minor: 100, currency: 'USD' } }), 'VALIDATION'],
    ['a total in another currency', () => ({ expectedTotal: { minor: 1749, currency: 'USD' } }), 'PRICE_CHANGED'],
    ['a delivery to nowhere', () => ({ deliveryAddress: null }), 'VALIDATION'],
    ['seats without a booking', () => ({ fulfilment: 'TO_SEAT' as const, deliveryAddress: null }), 'VALIDATION'],
  ])('is refused for %s, and leaves nothing behind', async (_, given, code) => {
    const checkout = aCheckout(given());
    const before = await bed.rowCounts();
    expect(await checkout.reserve()).toEqual(refused(code));
    // The answer.
    expect(await bed.rowCounts()).toEqual({ ...before, outbox: (before['outbox'] ?? 0) + 1 });
  });

  const aLine = (given: Partial<Reserve['lines'][number]>) => ({
    menuItemId: kitchen.soup,
    quantity: 2,
    optionIds: [],
    unitPrice: eur(650),
    ...given,
  });

  it('is refused below the minimum', async () => {
    kitchen = await aKitchen(bed, { minimumOrder: eur(1500) });
    expect(await aCheckout().reserve()).toEqual(refused('MINIMUM_NOT_MET', { type: 'ValidationError' }));
  });
});

describe('reserving the kitchen for seats of the same checkout', () => {
  const toSeats = { fulfilment: 'TO_SEAT' as const, deliveryAddress: null, expectedTotal: eur(1499) };

  it('takes a booking that food has not heard of: orders knows whose it is', async () => {
    expect(await aCheckout({ ...toSeats, seatBookingId: newId('booking') }).reserve()).toEqual(done);
  });

  it('takes one that waits for the same payment', async () => {
    const { bookingId } = await aKnownBooking(bed, ann, { status: 'PENDING_PAYMENT' });
    expect(await aCheckout({ ...toSeats, seatBookingId: bookingId }).reserve()).toEqual(done);
  });

  it('takes none that is known to be somebody else’s, or over', async () => {
    const foreign = await aKnownBooking(bed, aCustomer());
    expect(await aCheckout({ ...toSeats, seatBookingId: foreign.bookingId }).reserve()).toEqual(refused('NOT_FOUND'));
    const expired = await aKnownBooking(bed, ann, { status: 'EXPIRED' });
    expect(await aCheckout({ ...toSeats, seatBookingId: expired.bookingId }).reserve()).toEqual(refused('VALIDATION'));
  });
});

describe('confirming the kitchen', () => {
  it('shows the kitchen the order, whose time begins then', async () => {
    const checkout = aCheckout();
    await checkout.reserve();
    await bed.setNow('2030-07-03T12:03:00.000Z');
    expect(await checkout.confirm()).toEqual(done);
    expect(await checkout.status(cook)).toBe('PLACED');
    expect((await toldOf(bed, checkout.foodOrderId)).at(-1)).toMatchObject({
      type: 'food_order.status.updated',
      data: { status: 'PLACED', previousStatus: 'AWAITING_PAYMENT', estimatedReadyAt: '2030-07-03T12:28:00.000Z' },
    });
    await moveThrough(bed, cook, checkout.foodOrderId, 'ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP', 'DELIVERED');
  });

  it('is news in the kitchen, and for its customer, at that moment', async () => {
    await allTold(bed);
    const selection = 'occurredAt order { id status }';
    const queue = await bed.watch(
      cook,
      `subscription ($id: ID!) { kitchenQueue(restaurantId: $id) { ${selection} } }`,
      {
        id: kitchen.restaurantId,
      },
    );
    const own = await bed.watch(ann, `subscription { foodOrderChanged { previousStatus ${selection} } }`);
    const checkout = aCheckout();
    await checkout.reserve();
    await bed.setNow('2030-07-03T12:03:00.000Z');
    await checkout.confirm();
    const order = (status: string) => ({ order: { id: checkout.foodOrderId, status } });
    const paidAt = { occurredAt: '2030-07-03T12:03:00.000Z' };
    expect(await takeEvents(queue, 1)).toEqual([{ ...paidAt, ...order('PLACED') }]);
    expect(await takeEvents(own, 2)).toEqual([
      { previousStatus: null, occurredAt: wednesdayLunch, ...order('AWAITING_PAYMENT') },
      { previousStatus: 'AWAITING_PAYMENT', ...paidAt, ...order('PLACED') },
    ]);
    await Promise.all([endStream(queue), endStream(own)]);
  });

  it('and its customer, who calls the order off at the same moment, agree on what has become of it', async () => {
    for (let round = 0; round < 12; round += 1) {
      const checkout = aCheckout();
      await handle(checkout.reserveRequest());
      await Promise.all([handle(checkout.confirmRequest()), cancel(bed, ann, checkout.foodOrderId)]);
      const answer = (await stepAnswers(bed, checkout.asker.sagaId)).at(-1)?.outcome;
      const statuses = (await toldOf(bed, checkout.foodOrderId)).map(({ data }) => data['status']);
      const way =
        answer?.kind === 'DONE' ? ['AWAITING_PAYMENT', 'PLACED', 'CANCELLED'] : ['AWAITING_PAYMENT', 'CANCELLED'];
      expect(statuses).toEqual(way);
    }
  });

  it('is refused, so that the money goes back, when the restaurant has paused or closed meanwhile', async () => {
    const [paused, late] = [aCheckout(), aCheckout()];
    await paused.reserve();
    await late.reserve();
    await pause(true);
    expect(await paused.confirm()).toEqual(refused('RESTAURANT_CLOSED', { details: { opensAt: null } }));
    await pause(false);
    await bed.setNow('2030-07-03T21:00:00.000Z');
    expect(await late.confirm()).toEqual(refused('RESTAURANT_CLOSED'));
    expect([await paused.status(), await late.status()]).toEqual(['AWAITING_PAYMENT', 'AWAITING_PAYMENT']);
  });

  it('is refused when its customer has called the order off meanwhile, and when there is none', async () => {
    const checkout = aCheckout();
    await checkout.reserve();
    await cancel(bed, ann, checkout.foodOrderId);
    expect(await checkout.confirm()).toEqual(
      refused('INVALID_TRANSITION', { details: { from: 'CANCELLED', to: 'PLACED', allowed: [] } }),
    );
    expect(await aCheckout().confirm()).toEqual(refused('NOT_FOUND'));
  });

  it('changes nothing for an order that is paid on handover, and refuses one that the kitchen did not take', async () => {
    const { id } = await anOrder(bed, ann, kitchen);
    const before = await toldOf(bed, id);
    const ofOne = (asker: StepAsker) =>
      answerTo(bed, stepRequested(asker, { name: 'CONFIRM_KITCHEN', foodOrderId: id }));
    await pause(true);
    expect(await ofOne(aCheckout().asker)).toEqual(done);
    expect(await toldOf(bed, id)).toEqual(before);
    await setStatus(bed, cook, id, 'REJECTED');
    expect(await ofOne(aCheckout().asker)).toEqual(refused('INVALID_TRANSITION'));
  });

  it('is taken for an order that is placed by itself with a payment method, also after its time until it is swept', async () => {
    const { id } = await anOrder(bed, ann, kitchen, { paymentMethodId: newId('paymentMethod') });
    await bed.setNow('2030-07-03T12:20:00.000Z');
    const step = { name: 'CONFIRM_KITCHEN' as const, foodOrderId: id };
    expect(await answerTo(bed, stepRequested(aCheckout().asker, step))).toEqual(done);
    await cancelUnpaidOrders(bed.db);
    const { data } = await bed.ask(cook, 'query ($id: ID!) { foodOrder(id: $id) { status } }', { id });
    expect(data).toEqual({ foodOrder: { status: 'PLACED' } });
  });
});

describe('undoing the kitchen', () => {
  const wayOf = ['ACCEPTED', 'PREPARING', 'READY', 'PICKED_UP'];

  it.each(['reserve', 'confirm'] as const)('by its %s cancels an order that waits, and says why', async (of) => {
    const checkout = aCheckout();
    await checkout.reserve();
    const undo = of === 'reserve' ? checkout.undoReserve : checkout.undoConfirm;
    expect(await undo()).toEqual(done);
    expect(await checkout.status()).toBe('CANCELLED');
    expect(await checkout.status(cook)).toBeNull();
    expect((await toldOf(bed, checkout.foodOrderId)).at(-1)?.data).toMatchObject({
      status: 'CANCELLED',
      previousStatus: 'AWAITING_PAYMENT',
      reason: 'The card was declined.',
    });
  });

  it.each(['PLACED', ...wayOf])('cancels an order that is %s, once, though both steps are undone', async (until) => {
    const checkout = aCheckout();
    await checkout.reserve();
    await checkout.confirm();
    await moveThrough(bed, cook, checkout.foodOrderId, ...wayOf.slice(0, wayOf.indexOf(until) + 1));
    expect(await checkout.undoConfirm()).toEqual(done);
    const told = await toldOf(bed, checkout.foodOrderId);
    expect(told.at(-1)?.data).toMatchObject({ status: 'CANCELLED', previousStatus: until });
    expect(await checkout.undoReserve()).toEqual(done);
    expect(await checkout.undoReserve()).toEqual(done);
    expect(await toldOf(bed, checkout.foodOrderId)).toEqual(told);
    expect(await checkout.status(cook)).toBe('CANCELLED');
  });

  it.each([['REJECTED'], ['ACCEPTED', 'REJECTED'], [...wayOf, 'DELIVERED'], ['ACCEPTED', 'PREPARING', 'FAILED']])(
    'leaves an order that is over as it is (%s %s %s %s %s)',
    async (...way) => {
      const checkout = aCheckout();
      await checkout.reserve();
      await checkout.confirm();
      await moveThrough(bed, cook, checkout.foodOrderId, ...way);
      expect([await checkout.undoConfirm(), await checkout.undoReserve()]).toEqual([done, done]);
      expect(await checkout.status()).toBe(way.at(-1));
    },
  );

  it('is done where there is nothing to undo, and then refuses the step that comes too late', async () => {
    const checkout = aCheckout();
    expect([await checkout.undoConfirm(), await checkout.undoReserve()]).toEqual([done, done]);
    expect(await checkout.reserve()).toEqual(refused('CHECKOUT_OVER'));
    expect(await checkout.confirm()).toEqual(refused('CHECKOUT_OVER'));
    expect(await checkout.status()).toBeNull();
  });

  it('leaves an order alone that is paid on handover: it never depended on the payment', async () => {
    const { id } = await anOrder(bed, ann, kitchen);
    const step = { name: 'CONFIRM_KITCHEN' as const, foodOrderId: id };
    const { asker } = aCheckout();
    await answerTo(bed, stepRequested(asker, step));
    expect(await answerTo(bed, stepRequested(asker, step, 'UNDO'))).toEqual(done);
    expect((await bed.ask(ann, 'query ($id: ID!) { foodOrder(id: $id) { status } }', { id })).data).toEqual({
      foodOrder: { status: 'PLACED' },
    });
  });
});

describe('a step that comes again', () => {
  it('is taken once by many replicas, and answered as often as it is asked for', async () => {
    const checkout = aCheckout();
    const event = checkout.reserveRequest();
    await Promise.all(Array.from({ length: 5 }, () => handle(event)));
    expect(await stepAnswers(bed, checkout.asker.sagaId)).toHaveLength(1);
    await Promise.all(Array.from({ length: 4 }, () => handle(checkout.reserveRequest())));
    const answers = await stepAnswers(bed, checkout.asker.sagaId);
    expect(answers).toEqual(
      Array.from({ length: 5 }, () => ({ step: 'RESERVE_KITCHEN', action: 'DO', outcome: done })),
    );
    expect(await toldOf(bed, checkout.foodOrderId)).toHaveLength(1);
  });
});
