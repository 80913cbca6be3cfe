import { optionalText } from '@marquee/shared/text';
import { readPieces, setOnHand } from '../../domain/stock';
import type { CatalogServices } from '../services';
import { changeStock, type StockChanged } from './changeStock';

export interface SetStock {
  readonly userId: string;
  readonly itemId: string;
  readonly onHand: number;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey: string;
}

/**
 * Says how many pieces were counted.
 * @throws InvalidInput | InsufficientStock for fewer than are reserved | NoSuchItem | IdempotencyKeyReused
 */
export function setStock(services: CatalogServices, command: SetStock): Promise<StockChanged> {
  const { userId, itemId, idempotencyKey } = command;
  const onHand = readPieces(command.onHand, ['input', 'onHand']);
  const reason = optionalText(command.reason, ['input', 'reason'], { max: 500 });
  const body = { itemId, onHand, reason };
  const keyed = { userId, operation: 'stockSet', itemId, reason, idempotencyKey, body };
  return changeStock(services, keyed, (count) => setOnHand(count, onHand));
}
