import { hasScope, type Viewer } from '@marquee/shared/auth';
import { isId } from '@marquee/shared/ids';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { readAnyScope } from '../../domain/access';
import type { Refund } from '../../domain/refund';
import { refundsRepository } from '../../persistence/refundsRepository';
import type { PaymentsServices } from '../services';

export interface ListRefunds extends PageArguments {
  readonly paymentId?: string | null | undefined;
}

/** Refunds of payments that the viewer may see, newest first; none of one that is not there. @throws InvalidInput */
export function listRefunds(
  { db }: PaymentsServices,
  viewer: Viewer,
  { paymentId, ...args }: ListRefunds,
): Promise<Listing<Refund>> {
  const payerId = hasScope(viewer, readAnyScope) ? null : viewer.userId;
  const known = paymentId == null || isId('payment', paymentId) ? paymentId : '';
  const page = readPage(args, { list: 'refunds', keyCount: 1 });
  return refundsRepository(db.manager).list({ payerId, paymentId: known ?? null }, page);
}
