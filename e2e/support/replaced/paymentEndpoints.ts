import { randomUUID } from 'node:crypto';
import { paymentInput } from '../till';
import { eur, id, text } from './expectations';
import type { ServedEndpoint } from './servedEndpoint';

/** What was paid for orders. */
export const paymentEndpoints: readonly ServedEndpoint[] = [
  {
    system: 'cinema and food',
    endpoint: 'GET /orders/{id}',
    operation: 'query($id: ID!) { foodOrder(id: $id) { id status timeline { at status } payments { status } } }',
    as: 'customer',
    variables: ({ paid }) => ({ id: paid.orderId }),
    expected: ({ paid }) => ({
      foodOrder: {
        id: paid.orderId,
        status: 'PLACED',
        timeline: [{ at: text, status: 'PLACED' }],
        payments: [{ status: 'PARTIALLY_REFUNDED' }],
      },
    }),
  },
  {
    system: 'products and orders',
    endpoint: 'payment history',
    operation:
      '{ payments(first: 20) { nodes { id status amount { minor } attempts { outcome } refunds { status } } } }',
    as: 'customer',
    expected: ({ paid }) => ({
      payments: {
        nodes: [
          {
            id: paid.paymentId,
            status: 'PARTIALLY_REFUNDED',
            amount: { minor: 2500 },
            attempts: [{ outcome: 'AUTHORISED' }, { outcome: 'COMPLETED' }],
            refunds: [{ status: 'COMPLETED' }],
          },
        ],
      },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /payments/{payment_id}',
    operation: 'query($id: ID!) { payment(id: $id) { id status amount { minor currency } refundable { minor } } }',
    as: 'customer',
    variables: ({ paid }) => ({ id: paid.paymentId }),
    expected: ({ paid }) => ({
      payment: {
        id: paid.paymentId,
        status: 'PARTIALLY_REFUNDED',
        amount: eur(2500),
        refundable: { minor: 2400 },
      },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'GET /payments/',
    operation: '{ payments(first: 20) { nodes { id status } } }',
    as: 'customer',
    expected: ({ paid }) => ({ payments: { nodes: [{ id: paid.paymentId, status: 'PARTIALLY_REFUNDED' }] } }),
  },
  {
    system: 'orders demo',
    endpoint: 'POST /payments/{payment_id}/refund',
    operation:
      'mutation($i: RefundCreateInput!) { refundCreate(input: $i) { refund { id status amount { minor } payment { status } } replayed errors { code message path } } }',
    as: 'admin',
    variables: ({ paid }) => ({ i: { paymentId: paid.paymentId, idempotencyKey: randomUUID() } }),
    expected: () => ({
      refundCreate: {
        refund: { id: id('rfd'), status: 'COMPLETED', amount: { minor: 2400 }, payment: { status: 'REFUNDED' } },
        replayed: false,
        errors: [],
      },
    }),
  },
  {
    system: 'orders demo',
    endpoint: 'POST /payments/',
    operation:
      'mutation($i: PaymentCreateInput!) { paymentCreate(input: $i) { payment { id status transactionId failureReason } replayed errors { code ... on PaymentDeclinedError { declineCode retryable } } } }',
    as: 'customer',
    variables: ({ order, paid }) => ({ i: paymentInput({ subjectId: order.id, paymentMethodId: paid.methodId }) }),
    expected: () => ({
      paymentCreate: {
        payment: { id: id('pay'), status: 'AUTHORISED', transactionId: text, failureReason: null },
        replayed: false,
        errors: [],
      },
    }),
  },
];
