import { tellsAgain } from '@marquee/shared/events';
import { ordersRepository } from '../persistence/ordersRepository';
import { tellOfOrders } from '../services/orders/tellOfOrders';

export const tellAgainOnSearchReindexRequested = tellsAgain({
  ORDER: { idsAfter: (tx, after, limit) => ordersRepository(tx).idsAfter(after, limit), tell: tellOfOrders },
});
