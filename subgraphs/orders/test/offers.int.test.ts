import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { offersRepository } from '../src/persistence/offersRepository';
import { askForOffers } from '../src/services/askForOffers';
import { bookTold, dishTold, eur, holdTold, stockTold, termsTold, usd } from './support/facts';
import { anOrdersBed, type OrdersBed } from './support/ordersBed';

let bed: OrdersBed;
beforeAll(async () => {
  bed = await anOrdersBed();
});
afterAll(() => bed.close());

const offers = () => offersRepository(bed.db.manager);
const asked = async (): Promise<{ kinds: string[] }[]> =>
  (await bed.db.query(`select envelope from outbox where type = 'search.reindex.requested' order by id`)).map(
    ({ envelope }: { envelope: { data: { kinds: string[] } } }) => envelope.data,
  );

describe('what orders knows of what is sold', () => {
  it('is asked for as long as there is nothing', async () => {
    await askForOffers(bed.db);
    expect(await asked()).toEqual([{ kinds: ['PRODUCT', 'BOOK', 'MENU_ITEM', 'RESTAURANT_TERMS'] }]);
    const restaurantId = newId('restaurant');
    await bed.hear(
      bookTold(newId('book')),
      dishTold({ menuItemId: newId('menuItem'), restaurantId }),
      termsTold(restaurantId),
    );
    await eventually(async () => expect(await offers().isEmpty()).toBe(false));
    await askForOffers(bed.db);
    expect(await asked()).toHaveLength(1);
  });

  it('is an item with its prices and its stock, and nothing of a stock that was never told', async () => {
    const id = newId('book');
    await bed.hear(bookTold(id, { prices: [usd(1350)] }));
    await eventually(async () =>
      expect(await offers().items([id])).toEqual([
        {
          itemId: id,
          kind: 'BOOK',
          title: 'The Salt Almanac',
          priceMinor: 1200,
          currency: 'EUR',
          prices: [usd(1350)],
          weightGrams: 400,
          isActive: true,
          available: 0,
          isLow: false,
        },
      ]),
    );
    await bed.hear(stockTold(id, 3, 'LOW'));
    await eventually(async () => expect(await offers().items([id])).toMatchObject([{ available: 3, isLow: true }]));
  });

  it('never goes back to an older version, nor does a second copy bring one back', async () => {
    const [id, holdId] = [newId('book'), newId('seatHold')];
    const first = bookTold(id);
    const stock = stockTold(id, 9);
    await bed.hear(first, stock, bookTold(id, { version: 3, price: eur(1500) }), bookTold(id, { version: 2 }), first);
    await bed.hear(stockTold(id, 1), stock);
    await bed.hear(holdTold(holdId, newId('user'), { version: 2, state: 'RELEASED' }), holdTold(holdId, newId('user')));
    const last = newId('book');
    await bed.hear(bookTold(last));
    await eventually(async () => expect(await offers().items([last])).toHaveLength(1));
    expect(await offers().items([id])).toMatchObject([{ priceMinor: 1500, available: 1 }]);
    expect(await offers().holds([holdId])).toMatchObject([{ state: 'RELEASED' }]);
  });

  it('is no hold whose price was never told', async () => {
    const [old, last] = [newId('seatHold'), newId('seatHold')];
    const { total, seatCount, title } = { total: undefined, seatCount: undefined, title: undefined };
    await bed.hear(holdTold(old, newId('user'), { total, seatCount, title }), holdTold(last, newId('user')));
    await eventually(async () => expect(await offers().holds([last])).toMatchObject([{ totalMinor: 2600 }]));
    expect(await offers().holds([old])).toEqual([]);
  });
});
