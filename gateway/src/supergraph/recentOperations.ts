import type { Viewer } from '@marquee/shared/auth';
import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';
import type { AuthorizedOperation } from '../authorization/authorizedOperation';
import type { Variables } from '../authorization/refusedPaths';
import { conditionVariables } from '../execution/plan/conditions';
import { LruMap } from '../lruMap';
import type { SupergraphSnapshot } from './supergraphSnapshot';

/** What it takes to plan an operation again. */
export interface RecentOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** What somebody may do who asked for it, and not who that was. */
  readonly viewer: Viewer | null;
  /** Of its variables only those of `@skip` and `@include`. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** The operations that were used last, whatever snapshot they were planned by. */
export class RecentOperations {
  private readonly operations: LruMap<string, RecentOperation>;
  private readonly conditionNames = new WeakMap<OperationDefinitionNode, readonly string[]>();

  constructor(capacity = 100) {
    this.operations = new LruMap(capacity);
  }

  /** The same snapshot, whose operations are remembered here when they are used. */
  of(snapshot: SupergraphSnapshot): SupergraphSnapshot {
    return {
      ...snapshot,
      authorize: (document, operationName, viewer) => {
        const authorized = snapshot.authorize(document, operationName, viewer);
        return {
          ...authorized,
          programFor: (variables, overrides) => {
            this.note({ document, operationName, viewer }, authorized, variables);
            return authorized.programFor(variables, overrides);
          },
        };
      },
    };
  }

  newestFirst(): readonly RecentOperation[] {
    return [...this.operations.values()].reverse();
  }

  private note(
    { document, operationName, viewer }: Omit<RecentOperation, 'conditions'>,
    { parts, form }: AuthorizedOperation,
    variables: Variables,
  ): void {
    const names = this.conditionNamesOf(parts);
    const conditions = names.map((name) => variables[name] === true);
    // By its text: after a reload the server parses it anew.
    const text = document.loc?.source.body ?? print(document);
    const key = `${operationName ?? ''} ${form} ${conditions.map(Number).join('')} ${text}`;
    if (this.operations.get(key) !== undefined) return;
    this.operations.set(key, {
      document,
      operationName,
      viewer: viewer && { ...viewer, userId: '', sessionId: '' },
      conditions: Object.fromEntries(names.map((name, nth) => [name, conditions[nth] === true])),
    });
  }

  private conditionNamesOf(parts: AuthorizedOperation['parts']): readonly string[] {
    let names = this.conditionNames.get(parts.operation);
    if (names === undefined) this.conditionNames.set(parts.operation, (names = conditionVariables(parts)));
    return names;
  }
}
