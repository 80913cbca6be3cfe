import { maySeePayment } from '../domain/access';
import type { UserResolvers } from '../generated/resolverTypes';

/** What payments adds to a user is for that user; who reads any payment finds theirs here, too. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  payments: ({ id }, args, { viewer, loaders }) =>
    maySeePayment(viewer, { payerId: id }) ? loaders.paymentsOf.load([id, args]) : null,
  paymentMethods: ({ id }, _args, { viewer, loaders }) => (viewer?.userId === id ? loaders.methodsOf.load(id) : null),
};
