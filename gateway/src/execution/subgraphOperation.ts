import { OperationTypeNode } from 'graphql';
import type { FetchText } from './plan/fetchText';

/** One request to a subgraph: the operation and the values of its variables. */
export class SubgraphOperation {
  private text: string | undefined;

  constructor(
    private readonly fetch: FetchText,
    readonly variables: Readonly<Record<string, unknown>>,
    /** Whether it must see what was true when it was asked: an answer that somebody waits for already may be older. */
    private readonly mustBeFresh = false,
  ) {}

  get query(): string {
    return this.fetch.query;
  }

  get operationName(): string | undefined {
    return this.fetch.operationName;
  }

  get mayBeShared(): boolean {
    return this.fetch.type === OperationTypeNode.QUERY && !this.mustBeFresh;
  }

  get isMutation(): boolean {
    return this.fetch.type === OperationTypeNode.MUTATION;
  }

  /** How many entities it asks about; null for fields of a root type. */
  get entityCount(): number | null {
    const { representations } = this.variables;
    return Array.isArray(representations) ? representations.length : null;
  }

  /** As JSON, the body of an HTTP request. */
  get body(): string {
    return (this.text ??= `${this.fetch.bodyStart}${JSON.stringify(this.variables)}}`);
  }
}
