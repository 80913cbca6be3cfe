import { z } from 'zod';
import { defineEvent } from '../contract';
import { checkoutAction } from './checkoutStep';

/** A problem that the customer can act on, as `DomainError` has it. */
const refusal = z.object({
  code: z.string(),
  message: z.string(),
  type: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** A step of a checkout was taken, undone or refused. An undo is never refused. The aggregate is the saga. */
export const checkoutStepAnsweredV1 = defineEvent({
  type: 'checkout.step.answered',
  version: 1,
  schema: z.object({
    sagaId: z.string(),
    step: z.string(),
    action: checkoutAction,
    outcome: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('DONE') }),
      /** The customer must do something first, such as confirm the payment; another answer follows. */
      z.object({ kind: z.literal('WAITING'), until: z.iso.datetime() }),
      z.object({ kind: z.literal('REFUSED'), refusal }),
    ]),
  }),
});
