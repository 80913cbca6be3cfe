import type { Viewer } from '@marquee/shared/auth';
import { untilHeard } from '@marquee/shared/events';
import { isId } from '@marquee/shared/ids';
import { offersRepository } from '../../persistence/offersRepository';
import type { OrdersServices } from '../services';

/**
 * Gives the news of a hold that was made a moment ago the time to come here, outside of any transaction. It is as long for
 * somebody else's hold as for none; whether it came is looked at by whoever uses the hold.
 */
export async function awaitHold({ db }: Pick<OrdersServices, 'db'>, viewer: Viewer | null, id: string): Promise<void> {
  // Nobody who is not signed in holds seats.
  if (viewer === null || !isId('seatHold', id)) return;
  await untilHeard(async () => {
    const [hold] = await offersRepository(db.manager).holds([id]);
    return hold?.customerId === viewer.userId ? hold : null;
  });
}
