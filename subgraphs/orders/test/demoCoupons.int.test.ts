import { seedDemoCoupons } from '../src/services/demoCoupons/seedDemoCoupons';
import { aBook, adds, changed } from './support/baskets';
import { eur } from './support/facts';
import { anOrdersBed, type OrdersBed } from './support/ordersBed';
import { aCustomer } from './support/people';

let bed: OrdersBed;
beforeAll(async () => {
  bed = await anOrdersBed();
});
afterAll(() => bed.close());

describe('the coupons of the demo city', () => {
  it('are there once, however often they are filled in, and stay as they were used', async () => {
    const codes = () => bed.db.query('select code, times_used from coupon order by code');
    await seedDemoCoupons(bed, bed);
    await bed.db.query(`update coupon set times_used = 7 where code = 'PREMIERE'`);
    await seedDemoCoupons(bed, bed);
    expect(await codes()).toEqual([
      { code: 'FIVER', times_used: 0 },
      { code: 'PREMIERE', times_used: 7 },
      { code: 'WELCOME10', times_used: 0 },
    ]);
  });

  it.each([
    ['WELCOME10', 240],
    ['FIVER', 500],
    ['PREMIERE', 600],
  ])('%s takes something off', async (code, minor) => {
    const ann = aCustomer();
    await adds(bed, ann, { catalogItemId: await aBook(bed), quantity: 2 });
    expect(await changed(bed, ann, 'couponApply', { code })).toMatchObject({ discountTotal: eur(minor) });
  });
});
