import { hasScope, type Viewer } from '@marquee/shared/auth';
import { type Listing, type PageArguments, readPage } from '@marquee/shared/pagination';
import { filterId } from '@marquee/shared/text';
import type { EntityManager } from 'typeorm';
import { readAnyScope } from '../../domain/access';
import type { Payment, PaymentStatus } from '../../domain/payment';
import { paymentsRepository } from '../../persistence/paymentsRepository';
import type { PaymentsServices } from '../services';

export interface ListPayments extends PageArguments {
  readonly filter?:
    | {
        readonly status?: readonly PaymentStatus[] | null | undefined;
        readonly userId?: string | null | undefined;
        readonly subjectId?: string | null | undefined;
        readonly createdAfter?: Date | null | undefined;
        readonly createdBefore?: Date | null | undefined;
      }
    | null
    | undefined;
}

/** The payments that the viewer may see, newest first. @throws InvalidInput for a page that cannot be */
export function listPayments(
  { db }: PaymentsServices,
  viewer: Viewer,
  { filter, ...args }: ListPayments,
): Promise<Listing<Payment>> {
  const { userId } = filter ?? {};
  const mayReadAll = hasScope(viewer, readAnyScope);
  // Whoever may not read any finds in another's payments what is there for them: nothing.
  const isForeign = !mayReadAll && userId != null && userId !== viewer.userId;
  const payerId = mayReadAll ? filterId(userId) : isForeign ? '' : viewer.userId;
  return list(db.manager, 'payments', payerId, { filter, ...args });
}

/** The payments that this user made, newest first. */
export function listPaymentsOf(
  db: EntityManager,
  payerId: string,
  { filter, ...args }: ListPayments,
): Promise<Listing<Payment>> {
  const isForeign = filter?.userId != null && filter.userId !== payerId;
  return list(db, 'User.payments', isForeign ? '' : payerId, { filter, ...args });
}

function list(
  db: EntityManager,
  name: string,
  payerId: string | null,
  { filter, ...args }: ListPayments,
): Promise<Listing<Payment>> {
  const { status, subjectId, createdAfter, createdBefore } = filter ?? {};
  const criteria = {
    payerId,
    subjectId: filterId(subjectId),
    statuses: status ?? null,
    createdAfter: createdAfter ?? null,
    createdBefore: createdBefore ?? null,
  };
  return paymentsRepository(db).list(criteria, readPage(args, { list: name, keyCount: 1 }));
}
