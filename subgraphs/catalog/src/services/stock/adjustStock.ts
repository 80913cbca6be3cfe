import { requireText } from '@marquee/shared/text';
import { adjust } from '../../domain/stock';
import type { CatalogServices } from '../services';
import { changeStock, type StockChanged } from './changeStock';

export interface AdjustStock {
  readonly userId: string;
  readonly itemId: string;
  readonly delta: number;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/**
 * Says how many pieces came in or went out.
 * @throws InvalidInput | InsufficientStock for more out than are available | NoSuchItem | IdempotencyKeyReused
 */
export async function adjustStock(services: CatalogServices, command: AdjustStock): Promise<StockChanged> {
  const { userId, itemId, delta, idempotencyKey } = command;
  const reason = requireText(command.reason, ['input', 'reason'], { max: 500 });
  const keyed = { userId, operation: 'stockAdjust', itemId, reason, idempotencyKey, body: { itemId, delta, reason } };
  return changeStock(services, keyed, (count) => adjust(count, delta));
}
