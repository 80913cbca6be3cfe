import type { Resolvers } from '../generated/resolverTypes';
import { LedgerEntryConnection, PaymentConnection, RefundConnection } from './connections';
import { LedgerEntry, ledgerQueries } from './ledger';
import { Payment } from './payment';
import { PaymentMethod, paymentMethodMutations } from './paymentMethod';
import { paymentMutations } from './paymentMutations';
import { paymentQueries } from './paymentQueries';
import { Refund } from './refund';
import { Booking, FoodOrder, Order, PaymentSubject } from './subject';
import { PaymentEvent, Subscription } from './subscription';
import { User } from './user';

export const resolvers: Resolvers = {
  Query: { ...paymentQueries, ...ledgerQueries },
  Mutation: { ...paymentMutations, ...paymentMethodMutations },
  Subscription,
  Payment,
  PaymentMethod,
  PaymentEvent,
  PaymentSubject,
  Refund,
  LedgerEntry,
  Order,
  Booking,
  FoodOrder,
  User,
  PaymentConnection,
  RefundConnection,
  LedgerEntryConnection,
};
