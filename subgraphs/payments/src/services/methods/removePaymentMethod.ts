import { getById } from '@marquee/shared/ids';
import { databaseNow } from '../../persistence/databaseNow';
import { paymentMethodsRepository } from '../../persistence/paymentMethodsRepository';
import type { PaymentsServices } from '../services';

/**
 * Nothing can be paid by it any more; payments that were begun go on. When it was the default, the latest of the others
 * is. Removing it again changes nothing. @throws NotFound, the same for somebody else's
 */
export async function removePaymentMethod({ db }: PaymentsServices, userId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const methods = paymentMethodsRepository(tx);
    await methods.lockUser(userId);
    const method = await getById('paymentMethod', id, ['id'], async (methodId) => {
      const found = await methods.find(methodId);
      return found?.userId === userId ? found : null;
    });
    if (method.removedAt !== null) return;
    await methods.remove(id, await databaseNow(tx));
    const latest = (await methods.ofUsers([userId])).at(-1);
    if (method.isDefault && latest !== undefined) await methods.makeDefault(userId, latest.id);
  });
}
