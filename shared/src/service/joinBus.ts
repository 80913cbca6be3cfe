import type { DataSource } from 'typeorm';
import { createPostgresBus, type EventBus, type EventHandler, startRelay } from '../events';
import type { Logger } from '../logging';
import type { ClosingSteps } from './closingSteps';

/**
 * For subgraphs whose handlers mind no order but that within an aggregate. More of them would leave requests too few
 * connections of the pool.
 */
export const aggregatesAtOnce = 4;

export interface JoinBusOptions {
  /** The subgraph: the group of consumers in which its replicas take turns. */
  readonly name: string;
  readonly db: DataSource;
  readonly handlers: readonly EventHandler[];
  /** One that several subgraphs of a process share; whoever made it closes it. Without it one is opened at the URL. */
  readonly bus?: EventBus | undefined;
  readonly busDatabaseUrl: string;
  /** Of how many aggregates events are worked on at a time: see `ConsumeOptions`. */
  readonly lanes?: number;
  readonly logger: Logger;
}

/** From now on the subgraph publishes its outbox and hears others; what was opened is added to `closing`. */
export async function joinBus(options: JoinBusOptions, closing: ClosingSteps): Promise<EventBus> {
  const { name, db, handlers, logger } = options;
  const bus = options.bus ?? (await createPostgresBus({ url: options.busDatabaseUrl, logger }));
  if (options.bus === undefined) closing.add(() => bus.close());
  const relay = await startRelay({ db, bus, logger });
  closing.addRunning(relay);
  const consumer = await bus.consume({ group: name, handlers, db, lanes: options.lanes });
  closing.addRunning(consumer);
  return bus;
}
