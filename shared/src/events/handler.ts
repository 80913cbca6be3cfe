import type { DataSource } from 'typeorm';
import type { Logger } from '../logging';
import type { EventContract } from './contract';
import type { EventEnvelope } from './envelope';

export interface HandlerContext {
  db: DataSource;
  /** Carries the event's id and the handler's name. */
  logger: Logger;
}

/** One reaction to one type of event. Made by `handles`, run by `EventBus.consume`. */
export interface EventHandler {
  readonly name: string;
  readonly contract: EventContract;
  handle(event: EventEnvelope, context: HandlerContext): Promise<void>;
}

/**
 * Names a reaction to an event for what it does (`openPaymentOnOrderCreated`). Delivery is at least once: the reaction
 * claims the event with `inbox(tx).claim(name, event.id)` in the transaction of its effect. It may be tried again.
 */
export function handles<Data, Type extends string>(
  contract: EventContract<Data, Type>,
  name: string,
  react: (event: EventEnvelope<Data, Type>, context: HandlerContext) => Promise<void>,
): EventHandler {
  return {
    name,
    contract,
    handle: (event, context) => react(contract.parse(event), context),
  };
}
