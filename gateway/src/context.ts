import type { Viewer } from '@marquee/shared/auth';

/** Header names in lower case; a repeated header is one text, joined as HTTP says. */
export type Headers = Readonly<Record<string, string>>;

/** What the answer to the client will carry; a name may be appended several times (`set-cookie`). */
export interface ResponseHeaders {
  append(name: string, value: string): void;
}

/** Everything about one client request that leaves a trace in what the gateway asks of subgraphs. */
export interface RequestContext {
  readonly requestId: string;
  readonly viewer: Viewer | null;
  readonly clientIp: string | null;
  /** As the client sent them: nothing travels further unless the configuration lists it for a subgraph. */
  readonly headers: Headers;
  readonly responseHeaders: ResponseHeaders;
  /** Aborted when the client is gone or the request's time is up. */
  readonly signal: AbortSignal;
}
