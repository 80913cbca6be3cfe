import { isStorable } from '@marquee/shared/text';
import { z } from 'zod';
import type { ProviderState, ProviderStatus } from '../domain/providerState';

/** What the database has room for, and can hold at all. */
export const providerText = (max: number) => z.string().max(max).refine(isStorable);
const minor = z.int().min(0);

/** A charge as the simulated provider writes it, in answers and in webhooks. */
const shape = z.object({
  id: providerText(255),
  reference: providerText(255),
  status: z.enum(['requires_action', 'authorised', 'declined', 'cancelled']),
  amountMinor: minor,
  currency: providerText(3),
  authorisedMinor: minor,
  capturedMinor: minor,
  refundedMinor: minor,
  declineCode: providerText(255).nullable(),
  isRetryable: z.boolean(),
  nextActionUrl: providerText(2048).nullable(),
  refunds: z.array(z.object({ reference: providerText(255) })),
  version: z.int32(),
});

/** Nobody takes more than was asked for, or gives more back than was taken. */
export const charge = shape.refine(
  ({ amountMinor, authorisedMinor, capturedMinor, refundedMinor }) =>
    authorisedMinor <= amountMinor && capturedMinor <= amountMinor && refundedMinor <= capturedMinor,
);

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
