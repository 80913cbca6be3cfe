import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import type { SupergraphSnapshot } from './supergraphSnapshot';

const snapshots = new WeakMap<GraphQLSchema, SupergraphSnapshot>();

/** The snapshot that a request began with, by the schema it was validated against. */
export function snapshotOf(schema: GraphQLSchema): SupergraphSnapshot {
  const snapshot = snapshots.get(schema);
  if (snapshot === undefined) throw new Error('This schema is no API schema of a loaded supergraph');
  return snapshot;
}

/** What Apollo Server asks of a gateway: the API schema, now and whenever it changes, and who executes. */
export class FederationGateway implements GatewayInterface {
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();

  constructor(
    private snapshot: SupergraphSnapshot,
    private readonly executor: GatewayExecutor,
  ) {
    snapshots.set(snapshot.apiSchema, snapshot);
  }

  get current(): SupergraphSnapshot {
    return this.snapshot;
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async load(): Promise<GatewayLoadResult> {
    this.announce(this.snapshot);
    return { executor: this.executor };
  }

  /** New requests begin with this snapshot; those in flight keep theirs. */
  update(snapshot: SupergraphSnapshot): void {
    snapshots.set(snapshot.apiSchema, snapshot);
    // First the server: when it does not take it, nothing has happened.
    this.announce(snapshot);
    this.snapshot = snapshot;
  }

  async stop(): Promise<void> {
    this.listeners.clear();
  }

  private announce({ apiSchema, supergraphSdl }: SupergraphSnapshot): void {
    for (const listener of this.listeners) listener({ apiSchema, coreSupergraphSdl: supergraphSdl });
  }
}
