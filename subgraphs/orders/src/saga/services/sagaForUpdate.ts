import { getById } from '@marquee/shared/ids';
import type { EntityManager } from 'typeorm';
import type { Saga } from '../domain/saga';
import { sagasRepository } from '../persistence/sagasRepository';

/** A saga that nobody else moves until the transaction ends. @throws NotFound */
export function sagaForUpdate(tx: EntityManager, sagaId: string): Promise<Saga> {
  return getById('checkoutSaga', sagaId, ['sagaId'], sagasRepository(tx).findForUpdate);
}
