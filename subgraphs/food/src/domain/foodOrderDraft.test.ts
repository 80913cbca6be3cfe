import type { Money } from '@marquee/shared/money';
import {
  draftFoodOrder,
  type FoodOrderRequest,
  type FoodOrderRequestInput,
  type Offer,
  readFoodOrderRequest,
} from './foodOrderDraft';
import { highestPriceMinor } from './price';

const eur = (minor: number): Money => ({ minor, currency: 'EUR' });
const home = { line1: '14 Capel Street', city: 'Dublin', country: 'IE' };

function anInput(given: Partial<FoodOrderRequestInput> = {}): FoodOrderRequestInput {
  return {
    restaurantId: 'rst_1',
    lines: [{ menuItemId: 'soup', quantity: 2 }],
    fulfilment: 'DELIVERY',
    deliveryAddress: home,
    expectedTotal: eur(1550),
    ...given,
  };
}
const aRequest = (given: Partial<FoodOrderRequestInput> = {}): FoodOrderRequest => readFoodOrderRequest(anInput(given));

const fee = 250;
const soup: Offer = {
  id: 'soup',
  restaurantId: 'rst_1',
  name: 'Leek soup',
  priceMinor: 650,
  currency: 'EUR',
  isAvailable: true,
};
const bread: Offer = { ...soup, id: 'bread', name: 'Soda bread', priceMinor: 199 };

describe('what a customer asks for', () => {
  it.each([0, -1, 51, 1.5, 1e9, Number.NaN, 2 ** 31])('is refused with %d pieces', (quantity) => {
    expect(() =>
      aRequest({
        lines: [
          { menuItemId: 'soup', quantity: 1 },
          { menuItemId: 'soup', quantity },
        ],
      }),
    ).toThrow(expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'lines', '1', 'quantity'] }));
  });

  it.each([1, 50])('is taken with %d pieces', (quantity) => {
    expect(aRequest({ lines: [{ menuItemId: 'soup', quantity }] }).lines[0]?.quantity).toBe(quantity);
  });

  it.each([0, 51])('is refused with %d lines', (length) => {
    const lines = Array.from({ length }, () => ({ menuItemId: 'soup', quantity: 1 }));
    expect(() => aRequest({ lines })).toThrow(expect.objectContaining({ inputPath: ['input', 'lines'] }));
  });

  it('needs an address for a delivery and refuses one for a pickup', () => {
    const path = ['input', 'deliveryAddress'];
    expect(() => aRequest({ deliveryAddress: null })).toThrow(expect.objectContaining({ inputPath: path }));
    expect(() => aRequest({ fulfilment: 'PICKUP' })).toThrow(expect.objectContaining({ inputPath: path }));
    expect(aRequest({ fulfilment: 'PICKUP', deliveryAddress: null }).deliveryAddress).toBeNull();
  });

  it('names the part of the address that is wrong', () => {
    expect(() => aRequest({ deliveryAddress: { ...home, city: ' ' } })).toThrow(
      expect.objectContaining({ inputPath: ['input', 'deliveryAddress', 'city'] }),
    );
  });
});

describe('the price of an order', () => {
  it('is the sum of its lines and the delivery fee', () => {
    const request = aRequest({
      lines: [
        { menuItemId: 'soup', quantity: 2 },
        { menuItemId: 'bread', quantity: 3, note: 'sliced' },
      ],
      expectedTotal: eur(2147),
    });
    expect(draftFoodOrder(request, fee, [bread, soup])).toEqual({
      lines: [
        { menuItemId: 'soup', quantity: 2, note: null, name: 'Leek soup', unitPriceMinor: 650 },
        { menuItemId: 'bread', quantity: 3, note: 'sliced', name: 'Soda bread', unitPriceMinor: 199 },
      ],
      subtotal: eur(1897),
      deliveryFee: eur(250),
      total: eur(2147),
    });
  });

  it('has no delivery fee for a pickup', () => {
    const request = aRequest({ fulfilment: 'PICKUP', deliveryAddress: null, expectedTotal: eur(1300) });
    expect(draftFoodOrder(request, fee, [soup])).toMatchObject({ deliveryFee: eur(0), total: eur(1300) });
  });

  it.each([eur(1549), eur(0), eur(-1550), { minor: 1550, currency: 'USD' }])(
    'is never charged when the customer confirmed another (%j)',
    (expectedTotal) => {
      expect(() => draftFoodOrder(aRequest({ expectedTotal }), fee, [soup])).toThrow(
        expect.objectContaining({ code: 'PRICE_CHANGED', details: { expected: expectedTotal, actual: eur(1550) } }),
      );
    },
  );

  it('stays a safe integer for the dearest order there can be', () => {
    const lines = Array.from({ length: 50 }, () => ({ menuItemId: 'soup', quantity: 50 }));
    const total = eur(2500 * highestPriceMinor + 250);
    const draft = draftFoodOrder(aRequest({ lines, expectedTotal: total }), fee, [
      { ...soup, priceMinor: highestPriceMinor },
    ]);
    expect(draft.total).toEqual(total);
    expect(Number.isSafeInteger(draft.total.minor)).toBe(true);
  });

  it('is not made for dishes that are sold out, of another restaurant or unknown; each is named once', () => {
    const request = aRequest({
      lines: ['soup', 'sold-out', 'elsewhere', 'unknown', 'unknown'].map((menuItemId) => ({ menuItemId, quantity: 1 })),
    });
    const offers = [
      soup,
      { ...soup, id: 'sold-out', isAvailable: false },
      { ...soup, id: 'elsewhere', restaurantId: 'rst_2' },
    ];
    expect(() => draftFoodOrder(request, fee, offers)).toThrow(
      expect.objectContaining({
        code: 'ITEM_UNAVAILABLE',
        details: { menuItemIds: ['sold-out', 'elsewhere', 'unknown'] },
      }),
    );
  });
});
