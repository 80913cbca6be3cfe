import { isId } from '@marquee/shared/ids';
import type { PaymentsContext } from '../context';
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

export const Order: OrderResolvers = paidFor;
export const Booking: BookingResolvers = paidFor;
export const FoodOrder: FoodOrderResolvers = paidFor;
