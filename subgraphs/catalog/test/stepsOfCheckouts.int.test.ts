import type { CheckoutStepOf, EventEnvelope } from '@marquee/shared/events';
import { newId } from '@marquee/shared/ids';
import { answerTo, deliverTo, type StepAsker, stepAnswers, stepRequested } from '@marquee/shared/testing';
import { subscribedEvents } from '../src/events/subscribed';
import { releaseDueReservations } from '../src/services/reservations/releaseDueReservations';
import { aBook, aProduct, eur, usd } from './support/builders';
import { aCatalogBed, type CatalogBed, wednesdayNoon } from './support/catalogBed';
import { keeps, keepsById } from './support/keep';
import { expectHistoryAddsUp, inTenMinutes, movementsOf, stockOf } from './support/stock';

let bed: CatalogBed;
beforeAll(async () => {
  bed = await aCatalogBed();
});
afterEach(() => bed.setNow(wednesdayNoon));
afterAll(() => bed.close());

type Line = CheckoutStepOf<'RESERVE_STOCK'>['lines'][number];

const done = { kind: 'DONE' };
const refused = (code: string, more: object = {}) => ({
  kind: 'REFUSED',
  refusal: expect.objectContaining({ code, ...more }),
});
/** Of lamps at 25.00 EUR. */
const lamps = (itemId: string, quantity = 1): Line => ({ itemId, quantity, unitPrice: eur(2500) });

/** A checkout of an order with these lines. */
function aCheckout(...lines: readonly Line[]) {
  const asker: StepAsker = {
    sagaId: newId('checkoutSaga'),
    subjectId: newId('order'),
    customerId: newId('user'),
    subgraph: 'catalog',
  };
  const reserveStep = { name: 'RESERVE_STOCK' as const, lines: [...lines], expiresAt: inTenMinutes.toISOString() };
  const confirmStep = { name: 'CONFIRM_STOCK' as const };
  return {
    asker,
    orderId: asker.subjectId,
    reserveRequest: () => stepRequested(asker, reserveStep),
    reserve: () => answerTo(bed, stepRequested(asker, reserveStep)),
    confirm: () => answerTo(bed, stepRequested(asker, confirmStep)),
    undoReserve: () => answerTo(bed, stepRequested(asker, reserveStep, 'UNDO')),
    undoConfirm: () => answerTo(bed, stepRequested(asker, confirmStep, 'UNDO')),
  };
}

describe('reserving stock for a checkout', () => {
  it('keeps the pieces of all lines under the id of the order', async () => {
    const [lamp, book] = [await aProduct(bed), await aBook(bed)];
    const checkout = aCheckout(lamps(lamp, 3), { itemId: book, quantity: 2, unitPrice: eur(1200) });
    expect(await checkout.reserve()).toEqual(done);
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 10, reserved: 3, available: 7 });
    expect(await stockOf(bed, book)).toMatchObject({ onHand: 10, reserved: 2 });
    expect((await movementsOf(bed, lamp)).at(-1)).toMatchObject({ kind: 'RESERVATION', reference: checkout.orderId });
  });

  it('takes the price that an item has in the currency of the basket', async () => {
    const lamp = await aProduct(bed, { prices: [usd(2700)] });
    expect(await aCheckout({ itemId: lamp, quantity: 1, unitPrice: usd(2700) }).reserve()).toEqual(done);
  });

  it('is refused with the price now when it changed between basket and checkout', async () => {
    const [lamp, other] = [await aProduct(bed, { prices: [usd(2700)] }), await aProduct(bed)];
    const [inEuro, inDollar] = [
      aCheckout(lamps(other), lamps(lamp)),
      aCheckout({ itemId: lamp, quantity: 1, unitPrice: usd(2700) }),
    ];
    await keeps(bed, 'productUpdate', { id: lamp, version: 1, price: eur(2600), prices: [usd(2800)] });
    expect(await inEuro.reserve()).toEqual(
      refused('PRICE_CHANGED', { type: 'PriceChangedError', details: { expected: eur(2500), actual: eur(2600) } }),
    );
    expect(await inDollar.reserve()).toEqual(
      refused('PRICE_CHANGED', { details: { expected: usd(2700), actual: usd(2800) } }),
    );
    for (const id of [lamp, other]) expect(await stockOf(bed, id)).toMatchObject({ reserved: 0 });
  });

  it('is refused with its own price when an item has none in that currency', async () => {
    const lamp = await aProduct(bed);
    const answer = await aCheckout({ itemId: lamp, quantity: 1, unitPrice: usd(2700) }).reserve();
    expect(answer).toEqual(refused('PRICE_CHANGED', { details: { expected: usd(2700), actual: eur(2500) } }));
  });

  it('is refused for what is short, sold no longer or unknown, all of it named, and keeps nothing', async () => {
    const [enough, short, gone, hidden] = [
      await aProduct(bed),
      await aProduct(bed, { initialStock: 2 }),
      await aProduct(bed),
      await aProduct(bed, { isActive: false }),
    ];
    await keepsById(bed, 'productArchive', gone);
    const [unknown, nonsense] = [newId('product'), 'nonsense'];
    const ids = [short, gone, hidden, unknown, nonsense];
    const answer = await aCheckout(lamps(enough), ...ids.map((id) => lamps(id, 3))).reserve();
    expect(answer).toEqual(
      refused('INSUFFICIENT_STOCK', {
        type: 'InsufficientStockError',
        details: {
          shortages: expect.arrayContaining(
            ids.map((itemId) => ({ itemId, requested: 3, available: itemId === short ? 2 : 0 })),
          ),
        },
      }),
    );
    expect(await stockOf(bed, enough)).toMatchObject({ reserved: 0 });
  });

  it.each([0, -1, 2 ** 31])('is refused for %d pieces', async (quantity) => {
    expect(await aCheckout(lamps(await aProduct(bed), quantity)).reserve()).toEqual(refused('VALIDATION'));
  });

  it('is refused when it comes after its own time', async () => {
    const checkout = aCheckout(lamps(await aProduct(bed)));
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect(await checkout.reserve()).toEqual(refused('RESERVATION_EXPIRED'));
  });
});

describe('confirming stock', () => {
  it('sells what is kept', async () => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp, 4));
    await checkout.reserve();
    expect(await checkout.confirm()).toEqual(done);
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 6, reserved: 0 });
    await expectHistoryAddsUp(bed, lamp);
  });

  it('is refused where nothing is kept, or not any more', async () => {
    const lamp = await aProduct(bed);
    const [none, late] = [aCheckout(lamps(lamp)), aCheckout(lamps(lamp))];
    expect(await none.confirm()).toEqual(refused('NOT_FOUND'));
    await late.reserve();
    await bed.setNow('2030-07-03T12:10:00.000Z');
    expect(await late.confirm()).toEqual(refused('RESERVATION_EXPIRED'));
    await releaseDueReservations(bed.db);
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  it('sells what another saga of the same order has kept: it is paid later', async () => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp, 2));
    await checkout.reserve();
    const payment = { ...checkout.asker, sagaId: newId('checkoutSaga') };
    expect(await answerTo(bed, stepRequested(payment, { name: 'CONFIRM_STOCK' }))).toEqual(done);
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 8, reserved: 0 });
  });
});

describe('undoing what a checkout did with stock', () => {
  const steps = { reserve: 'undoReserve', confirm: 'undoConfirm' } as const;

  it.each(['reserve', 'confirm'] as const)('by its %s gives back what is kept', async (of) => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp, 4));
    await checkout.reserve();
    expect(await checkout[steps[of]]()).toEqual(done);
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 10, reserved: 0 });
    await expectHistoryAddsUp(bed, lamp);
  });

  it('takes back what was sold, once, though both steps are undone and undone again', async () => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp, 4));
    await checkout.reserve();
    await checkout.confirm();
    for (const undo of [checkout.undoConfirm, checkout.undoReserve, checkout.undoConfirm]) {
      expect(await undo()).toEqual(done);
    }
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 10, reserved: 0 });
    expect((await movementsOf(bed, lamp)).filter(({ kind }) => kind === 'RETURN')).toHaveLength(1);
    await expectHistoryAddsUp(bed, lamp);
  });

  it('is done where nothing was kept or all was refused, and after the time is over', async () => {
    const lamp = await aProduct(bed);
    const [none, short, late] = [aCheckout(lamps(lamp)), aCheckout(lamps(lamp, 11)), aCheckout(lamps(lamp, 5))];
    await short.reserve();
    await late.reserve();
    await bed.setNow('2030-07-03T12:11:00.000Z');
    await releaseDueReservations(bed.db);
    for (const { undoConfirm, undoReserve } of [none, short, late]) {
      expect([await undoConfirm(), await undoReserve()]).toEqual([done, done]);
    }
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  it('refuses the step that comes after it', async () => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp));
    await checkout.undoReserve();
    expect(await checkout.reserve()).toEqual(refused('CHECKOUT_OVER'));
    expect(await stockOf(bed, lamp)).toMatchObject({ reserved: 0 });
  });
});

describe('requests of many replicas at the same moment', () => {
  const handle = (event: EventEnvelope) => deliverTo(subscribedEvents, bed, event);

  it('take a step once, however often it is delivered and asked for', async () => {
    const lamp = await aProduct(bed);
    const checkout = aCheckout(lamps(lamp, 2));
    const event = checkout.reserveRequest();
    await Promise.all(Array.from({ length: 5 }, () => handle(event)));
    expect(await stepAnswers(bed, checkout.asker.sagaId)).toHaveLength(1);
    await Promise.all(Array.from({ length: 5 }, () => handle(checkout.reserveRequest())));
    const outcomes = (await stepAnswers(bed, checkout.asker.sagaId)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => done));
    expect(await stockOf(bed, lamp)).toMatchObject({ reserved: 2 });
  });

  it('give the last piece to one of fifty checkouts, and tell the others that there is none', async () => {
    const [lamp, beside] = [await aProduct(bed, { initialStock: 1 }), await aProduct(bed, { initialStock: 50 })];
    const checkouts = Array.from({ length: 50 }, () => aCheckout(lamps(beside), lamps(lamp)));
    await Promise.all(checkouts.map(({ reserveRequest }) => handle(reserveRequest())));
    const outcomes = await Promise.all(
      checkouts.map(async ({ asker }) => (await stepAnswers(bed, asker.sagaId)).map(({ outcome }) => outcome)),
    );
    const none = refused('INSUFFICIENT_STOCK', {
      details: { shortages: [{ itemId: lamp, requested: 1, available: 0 }] },
    });
    expect(outcomes.filter(([outcome]) => outcome?.kind === 'DONE')).toEqual([[done]]);
    expect(outcomes.filter(([outcome]) => outcome?.kind === 'REFUSED')).toEqual(
      Array.from({ length: 49 }, () => [none]),
    );
    expect(await stockOf(bed, lamp)).toMatchObject({ onHand: 1, reserved: 1, available: 0 });
    expect(await stockOf(bed, beside)).toMatchObject({ onHand: 50, reserved: 1 });
    await expectHistoryAddsUp(bed, lamp);
  });
});
