import { isId } from '@marquee/shared/ids';
import type { PaymentsContext } from '../context';
import { maySeePayment } from '../domain/access';
import { amountDue } from '../domain/amountDue';
import type {
  BookingResolvers,
  FoodOrderResolvers,
  OrderResolvers,
  PaymentSubjectResolvers,
} from '../generated/resolverTypes';

const typeNames = { order: 'Order', booking: 'Booking', foodOrder: 'FoodOrder' } as const;
type SubjectKind = keyof typeof typeNames;
const kinds = Object.keys(typeNames) as readonly SubjectKind[];

/** A reference to what was paid for, whose kind its id tells. */
export function subjectOf(id: string): { __typename: (typeof typeNames)[SubjectKind]; id: string } | null {
  const kind = kinds.find((candidate) => isId(candidate, id));
  return kind === undefined ? null : { __typename: typeNames[kind], id };
}

export const PaymentSubject: PaymentSubjectResolvers = {
  __resolveType: ({ id }) => subjectOf(id)?.__typename ?? null,
};

/** What payments adds to what is paid for: those payments alone that the viewer may see. */
const paidFor = {
  __resolveReference: ({ id }: { id: string }) => ({ id }),
  payments: ({ id }: { id: string }, _args: unknown, { loaders }: PaymentsContext) =>
    loaders.visiblePaymentsOfSubject.load(id),
};

export const Order: OrderResolvers = {
  ...paidFor,
  __resolveReference: (order) => order,
  amountDue: async ({ id, total }, _args, { loaders, viewer }) => {
    const payable = await loaders.payable.load(id);
    // The total comes with whatever asks for what is due: the schema requires it.
    if (total === undefined || payable === null) return null;
    if (!maySeePayment(viewer, { payerId: payable.customerId })) return null;
    return amountDue(total, await loaders.visiblePaymentsOfSubject.load(id), payable.isOver);
  },
};
export const Booking: BookingResolvers = paidFor;
export const FoodOrder: FoodOrderResolvers = paidFor;
