import { highestPriceMinor, type Money } from '@marquee/shared/money';
import {
  draftFoodOrder,
  type FoodOrderRequest,
  type FoodOrderRequestInput,
  type Offer,
  readFoodOrderRequest,
} from './foodOrderDraft';

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

const terms = { deliveryFeeMinor: 250, minimumOrderMinor: null };
const soup: Offer = {
  id: 'soup',
  restaurantId: 'rst_1',
  name: 'Leek soup',
  priceMinor: 650,
  currency: 'EUR',
  isAvailable: true,
  optionGroups: [],
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
    expect(() => aRequest({ fulfilment: 'DINE_IN' })).toThrow(expect.objectContaining({ inputPath: path }));
    expect(() => aRequest({ fulfilment: 'PICKUP' })).toThrow(expect.objectContaining({ inputPath: path }));
    expect(aRequest({ fulfilment: 'PICKUP', deliveryAddress: null }).deliveryAddress).toBeNull();
  });

  it('needs a booking to be brought to a seat, and refuses one otherwise', () => {
    const refused = expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'seatBookingId'] });
    const toSeat = { fulfilment: 'TO_SEAT', deliveryAddress: null } as const;
    expect(() => aRequest(toSeat)).toThrow(refused);
    expect(() => aRequest({ ...toSeat, seatBookingId: null })).toThrow(refused);
    expect(() => aRequest({ seatBookingId: 'bkg_1' })).toThrow(refused);
    expect(() => aRequest({ ...toSeat, seatBookingId: 'bkg_1', deliveryAddress: home })).toThrow(
      expect.objectContaining({ inputPath: ['input', 'deliveryAddress'] }),
    );
    expect(aRequest({ ...toSeat, seatBookingId: 'bkg_1' })).toMatchObject({ seatBookingId: 'bkg_1' });
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
    expect(draftFoodOrder(request, terms, [bread, soup])).toEqual({
      lines: [
        { menuItemId: 'soup', quantity: 2, note: null, name: 'Leek soup', unitPriceMinor: 650, choices: [] },
        { menuItemId: 'bread', quantity: 3, note: 'sliced', name: 'Soda bread', unitPriceMinor: 199, choices: [] },
      ],
      subtotal: eur(1897),
      deliveryFee: eur(250),
      tip: eur(0),
      total: eur(2147),
    });
  });

  it.each([
    { fulfilment: 'PICKUP' as const },
    { fulfilment: 'DINE_IN' as const },
    { fulfilment: 'TO_SEAT' as const, seatBookingId: 'bkg_1' },
  ])('has no delivery fee for %j', (given) => {
    const request = aRequest({ ...given, deliveryAddress: null, expectedTotal: eur(1300) });
    expect(draftFoodOrder(request, terms, [soup])).toMatchObject({ deliveryFee: eur(0), total: eur(1300) });
  });

  it.each([eur(1549), eur(0), eur(-1550), { minor: 1550, currency: 'USD' }])(
    'is never charged when the customer confirmed another (%j)',
    (expectedTotal) => {
      expect(() => draftFoodOrder(aRequest({ expectedTotal }), terms, [soup])).toThrow(
        expect.objectContaining({ code: 'PRICE_CHANGED', details: { expected: expectedTotal, actual: eur(1550) } }),
      );
    },
  );

  it('is held against what each piece was shown to cost, before the total', () => {
    const option = { id: 'large', name: 'Large', priceDeltaMinor: 300 };
    const pizza: Offer = {
      ...soup,
      optionGroups: [{ id: 'g', name: 'Size', minChoices: 0, maxChoices: 1, options: [option] }],
    };
    const draft = (unitPrice: Money | null, total = 2150) =>
      draftFoodOrder(
        aRequest({
          lines: [{ menuItemId: 'soup', quantity: 2, optionIds: ['large'], unitPrice }],
          expectedTotal: eur(total),
        }),
        terms,
        [pizza],
      );
    expect(draft(eur(950)).lines[0]?.unitPriceMinor).toBe(950);
    for (const shown of [eur(949), eur(650), { minor: 950, currency: 'USD' }]) {
      expect(() => draft(shown, 1)).toThrow(
        expect.objectContaining({
          code: 'PRICE_CHANGED',
          details: { expected: shown, actual: eur(950) },
          inputPath: ['input', 'lines', '0', 'unitPrice'],
        }),
      );
    }
  });

  it('stays a safe integer for the dearest order there can be', () => {
    const lines = Array.from({ length: 50 }, () => ({ menuItemId: 'soup', quantity: 50 }));
    const total = eur(2500 * highestPriceMinor + 250);
    const draft = draftFoodOrder(aRequest({ lines, expectedTotal: total }), terms, [
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
    expect(() => draftFoodOrder(request, terms, offers)).toThrow(
      expect.objectContaining({
        code: 'ITEM_UNAVAILABLE',
        details: { menuItemIds: ['sold-out', 'elsewhere', 'unknown'] },
      }),
    );
  });
});

describe('the choices of a line', () => {
  const option = (id: string, priceDeltaMinor: number) => ({ id, name: id, priceDeltaMinor });
  const pizza: Offer = {
    ...soup,
    id: 'pizza',
    priceMinor: 1000,
    optionGroups: [
      { id: 'g1', name: 'Size', minChoices: 1, maxChoices: 1, options: [option('small', -200), option('large', 300)] },
      { id: 'g2', name: 'Extras', minChoices: 0, maxChoices: 2, options: ['a', 'b', 'c'].map((id) => option(id, 100)) },
    ],
  };
  const draft = (optionIds: readonly string[], expected: number) =>
    draftFoodOrder(
      aRequest({ lines: [{ menuItemId: 'pizza', quantity: 2, optionIds }], expectedTotal: eur(expected) }),
      terms,
      [pizza],
    );

  it('change the price of each piece, and are kept in the order of the menu', () => {
    expect(draft(['b', 'large'], 2 * 1400 + 250).lines).toEqual([
      {
        menuItemId: 'pizza',
        quantity: 2,
        note: null,
        name: 'Leek soup',
        unitPriceMinor: 1400,
        choices: [option('large', 300), option('b', 100)],
      },
    ]);
    expect(draft(['small'], 2 * 800 + 250).subtotal).toEqual(eur(1600));
  });

  it.each<[string, string[], string]>([
    ['none where one is needed', [], 'Choose at least 1 of Size.'],
    ['two where one is the most', ['small', 'large'], 'Choose at most 1 of Size.'],
    ['three where two are the most', ['small', 'a', 'b', 'c'], 'Choose at most 2 of Extras.'],
    ['one of another dish', ['small', 'elsewhere'], 'This dish has no such option.'],
  ])('are refused when they are %s', (_, optionIds, message) => {
    expect(() => draft(optionIds, 0)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', message, inputPath: ['input', 'lines', '0', 'optionIds'] }),
    );
  });

  it('are refused when one is named twice', () => {
    expect(() => draft(['small', 'small'], 0)).toThrow(
      expect.objectContaining({ inputPath: ['input', 'lines', '0', 'optionIds'] }),
    );
  });
});

describe('a tip', () => {
  const draft = (tip: Money, expected: number) =>
    draftFoodOrder(aRequest({ tip, expectedTotal: eur(expected) }), terms, [soup]);

  it('is part of the total, up to the price of the dishes', () => {
    expect(draft(eur(200), 1750)).toMatchObject({ subtotal: eur(1300), tip: eur(200), total: eur(1750) });
    expect(draft(eur(1300), 2850).tip).toEqual(eur(1300));
    expect(draft(eur(0), 1550).tip).toEqual(eur(0));
  });

  it.each([
    ['minor', eur(-1)],
    ['minor', eur(1301)],
    ['minor', eur(2 ** 53 - 1)],
    ['currency', { minor: 100, currency: 'USD' }],
  ])('is refused for its %s when it is %j', (name, tip) => {
    expect(() => draft(tip, 1550)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'tip', name] }),
    );
  });
});

describe('a minimum', () => {
  const draft = (minimumOrderMinor: number) =>
    draftFoodOrder(aRequest({ tip: eur(100), expectedTotal: eur(1650) }), { ...terms, minimumOrderMinor }, [soup]);

  it('is met by the dishes alone, not by fee and tip', () => {
    expect(draft(1300).total).toEqual(eur(1650));
    expect(() => draft(1301)).toThrow(
      expect.objectContaining({
        code: 'MINIMUM_NOT_MET',
        message: 'This restaurant takes orders from 13.01 EUR on; these dishes come to 13.00 EUR.',
      }),
    );
  });
});
