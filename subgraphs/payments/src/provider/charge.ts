import { z } from 'zod';
import type { ProviderState, ProviderStatus } from '../domain/providerState';

/** A charge as the simulated provider writes it, in answers and in webhooks. */
export const charge = z.object({
  id: z.string(),
  reference: z.string(),
  status: z.enum(['requires_action', 'authorised', 'declined', 'cancelled']),
  amountMinor: z.int(),
  currency: z.string(),
  authorisedMinor: z.int(),
  capturedMinor: z.int(),
  refundedMinor: z.int(),
  declineCode: z.string().nullable(),
  isRetryable: z.boolean(),
  nextActionUrl: z.string().nullable(),
  refunds: z.array(z.object({ reference: z.string() })),
  version: z.int(),
});

const statuses: Readonly<Record<z.output<typeof charge>['status'], ProviderStatus>> = {
  requires_action: 'REQUIRES_ACTION',
  authorised: 'AUTHORISED',
  declined: 'DECLINED',
  cancelled: 'CANCELLED',
};

export function providerStateOf({ id, status, refunds, ...rest }: z.output<typeof charge>): ProviderState {
  const { amountMinor, currency, authorisedMinor, capturedMinor, refundedMinor } = rest;
  const { declineCode, isRetryable, nextActionUrl, version } = rest;
  return {
    transactionId: id,
    status: statuses[status],
    amountMinor,
    currency,
    authorisedMinor,
    capturedMinor,
    refundedMinor,
    refundIds: refunds.map(({ reference }) => reference),
    nextActionUrl,
    declineCode,
    isRetryable,
    version,
  };
}
