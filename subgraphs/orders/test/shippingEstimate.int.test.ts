import { newId } from '@marquee/shared/ids';
import { anOrdersBed, type OrdersBed } from './support/ordersBed';

let bed: OrdersBed;
beforeAll(async () => {
  bed = await anOrdersBed();
});
afterAll(() => bed.close());

const query = `query ($representations: [_Any!]!, $country: CountryCode!) {
  _entities(representations: $representations) {
    ... on CatalogItem { shippingEstimate(country: $country) { minor currency } }
  }
}`;

async function estimateOf(weightGrams: number | null, country: string) {
  const representations = [{ __typename: 'CatalogItem', id: newId('book'), weightGrams }];
  const { data } = await bed.ask<{ _entities: [{ shippingEstimate: unknown }] }>(null, query, {
    representations,
    country,
  });
  return data._entities[0].shippingEstimate;
}

describe('the shipping estimate of an item', () => {
  it('is by country and weight, for anybody', async () => {
    expect(await estimateOf(300, 'IE')).toEqual({ minor: 490, currency: 'EUR' });
    expect(await estimateOf(2100, 'IE')).toEqual({ minor: 690, currency: 'EUR' });
    expect(await estimateOf(2100, 'NZ')).toEqual({ minor: 3790, currency: 'EUR' });
  });

  it('takes what nobody has weighed for an ordinary piece', async () => {
    expect(await estimateOf(null, 'IE')).toEqual({ minor: 490, currency: 'EUR' });
  });
});
