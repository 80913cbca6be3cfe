import type { EventBus } from '../events';
import type { Logger } from '../logging';
import { ClosingSteps } from './closingSteps';

/** What every subgraph is started with. */
export interface ServiceOptions {
  readonly logger: Logger;
  /** One that several subgraphs of a process share; whoever made it closes it. Without it the subgraph opens its own. */
  readonly bus?: EventBus;
}

/** What a subgraph is served with over what has been opened; `close` is called after the last request. */
export interface ServingOptions {
  readonly identitySecret: string;
  readonly logger: Logger;
  readonly close: () => Promise<void>;
}

/** Opens what a service needs. Should something fail on the way, what was opened before it is closed again. */
export async function openService<Service>(open: (closing: ClosingSteps) => Promise<Service>): Promise<Service> {
  const closing = new ClosingSteps();
  try {
    return await open(closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}
