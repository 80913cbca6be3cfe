/** An operation that the developer tools open with; configured, since the gateway knows no domain of its own. */
export interface SampleOperation {
  name: string;
  query: string;
  variables?: Readonly<Record<string, unknown>>;
}
