import type { Listing } from '@marquee/shared/pagination';
import type { Order } from '../domain/order';
import type { CheckoutSagaConnectionResolvers, OrderConnectionResolvers } from '../generated/resolverTypes';
import type { Saga } from '../saga';

export type OrderListing = Listing<Order>;
export type SagaListing = Listing<Saga>;

/** Counting reads every row that matches, so it is done only for those who ask. */
const totalCount = ({ countAll }: Pick<Listing<unknown>, 'countAll'>) => countAll();

export const OrderConnection: OrderConnectionResolvers = { totalCount };
export const CheckoutSagaConnection: CheckoutSagaConnectionResolvers = { totalCount };
