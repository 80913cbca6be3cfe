import type { Identity } from '../auth';

/** What a subgraph's `createContext` gets for each request, and for each event of a subscription. */
export interface ContextRequest {
  readonly identity: Identity;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers of the answer; only those that the gateway's configuration lists travel on to the client. */
  readonly responseHeaders: AnswerHeaders;
  readonly signal: AbortSignal | undefined;
}

export interface AnswerHeaders {
  append(name: string, value: string): void;
}

/** Collects answer headers; one name may have several values, as `set-cookie` does. */
export class CollectedHeaders implements AnswerHeaders {
  private readonly values = new Map<string, string[]>();

  append(name: string, value: string): void {
    const key = name.toLowerCase();
    this.values.set(key, [...(this.values.get(key) ?? []), value]);
  }

  toRecord(): Record<string, string | string[]> {
    return Object.fromEntries(this.values);
  }
}
