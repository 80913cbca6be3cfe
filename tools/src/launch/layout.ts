import type { Environment } from '@marquee/shared/config';
import type { LogFile } from './logFile';

export interface LayoutOptions {
  readonly environment: Environment;
  readonly log: LogFile;
  /** The root of the repository. */
  readonly root: string;
  /** Something happened that the person at the console wants to know. */
  readonly notice: (text: string) => void;
}

/** The gateway and the subgraphs behind it, however they are spread over processes. */
export interface RunningSupergraph {
  /** Of the gateway, without a path. */
  readonly url: string;
  /** Takes no new requests, finishes the running ones, and closes everything, the gateway first. */
  stop(): Promise<void>;
}
