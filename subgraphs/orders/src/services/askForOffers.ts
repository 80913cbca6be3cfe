import { eventOf, outbox, searchReindexRequestedV1 } from '@marquee/shared/events';
import type { DataSource } from 'typeorm';
import { offersRepository } from '../persistence/offersRepository';

const kinds = ['PRODUCT', 'BOOK', 'MENU_ITEM', 'RESTAURANT_TERMS'];

/** Has the owners tell again of what they sell when nothing of it is known here: they may have told before orders was there. */
export async function askForOffers(db: DataSource): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await offersRepository(tx).isEmpty())) return;
    await outbox(tx).append(eventOf(searchReindexRequestedV1, { aggregateId: 'orders', data: { kinds } }));
  });
}
