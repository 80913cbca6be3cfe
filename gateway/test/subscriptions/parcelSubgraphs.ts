import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@marquee/shared/auth';
import { createLogger } from '@marquee/shared/logging';
import { createSubgraph, type Subgraph } from '@marquee/shared/subgraph';
import { eventually } from '@marquee/shared/testing';
import { createEventQueue } from '../../src/subscriptions/eventQueue';

export const identitySecret = 'a secret that is long enough to sign with';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])`;

export const parcelsSdl = `${link}
  type Query { parcel(id: ID!): Parcel }
  type Mutation { parcelNote(id: ID!, note: String!): Parcel }
  type Subscription {
    parcelMoved(id: ID!): ParcelMoved
    myParcelMoved: ParcelMoved @authenticated
    news: News
  }
  type ParcelMoved { cursor: String! parcel: Parcel! }
  type ParcelLost { reason: String! carrier: Person }
  union News = ParcelMoved | ParcelLost
  type Parcel @key(fields: "id") {
    id: ID!
    step(plus: Int = 0): Int
    note: String
    carrier: Person
    value: Int @authenticated
    seenBy: String
  }
  type Person @key(fields: "id", resolvable: false) { id: ID! }
`;

export const peopleSdl = `${link}
  type Query { peopleCount: Int }
  type Person @key(fields: "id") { id: ID! name(shout: Boolean = false): String seenBy: String }
`;

/** What a test publishes, to everyone who listens at that moment. */
export class Channel {
  private readonly listeners = new Set<(event: unknown) => void>();

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** @throws when it does not come to that within a time. */
  async untilListenedBy(count: number): Promise<void> {
    await eventually(() => {
      if (this.listenerCount !== count) throw new Error(`${this.listenerCount} subscriptions, not ${count}`);
    });
  }

  publish(event: unknown): void {
    for (const listener of this.listeners) listener(event);
  }

  listen(signal: AbortSignal | undefined): AsyncIterableIterator<unknown> {
    const queue = createEventQueue<unknown>(() => this.listeners.delete(queue.push));
    this.listeners.add(queue.push);
    const stop = () => {
      this.listeners.delete(queue.push);
      queue.end();
    };
    signal?.addEventListener('abort', stop, { once: true });
    return queue.values;
  }
}

interface Context {
  readonly viewer: Viewer | null;
  readonly signal: AbortSignal | undefined;
}

/** Two subgraphs: an event comes from parcels, and its carrier's name from people. */
export async function startParcelSubgraphs() {
  const channel = new Channel();
  const names = new Map([
    ['per_1', 'Ada'],
    ['per_2', 'Grace'],
  ]);
  const notes: string[] = [];
  const seenBy = (_parent: unknown, _args: unknown, { viewer }: Context) => viewer?.userId ?? 'nobody';

  const parcels = await subgraph('parcels', parcelsSdl, {
    Query: { parcel: (_root: unknown, { id }: { id: string }) => ({ id, step: 1, carrier: { id: 'per_1' } }) },
    Mutation: {
      parcelNote(_root: unknown, { id, note }: { id: string; note: string }) {
        notes.push(note);
        return { id, note };
      },
    },
    Subscription: {
      parcelMoved: listening(channel, (event, { id }) => (event as { parcel: { id: string } }).parcel.id === id),
      myParcelMoved: listening(channel, () => true),
      news: listening(channel, () => true),
    },
    News: { __resolveType: (news: object) => ('reason' in news ? 'ParcelLost' : 'ParcelMoved') },
    ParcelMoved: { parcel: ({ parcel }: { parcel: unknown }) => orThrow(parcel) },
    Parcel: { step: ({ step }: { step: number }, { plus }: { plus: number }) => step + plus, value: () => 100, seenBy },
  });
  const people = await subgraph('people', peopleSdl, {
    Query: { peopleCount: () => names.size },
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      name({ id }: { id: string }, { shout }: { shout: boolean }) {
        const name = names.get(id);
        if (name === undefined) throw new Error(`no name for ${id}: a secret detail`);
        return shout ? name.toUpperCase() : name;
      },
      seenBy,
    },
  });
  return { parcels, people, channel, notes };
}

function orThrow(value: unknown): unknown {
  if (value instanceof Error) throw value;
  return value;
}

function listening(channel: Channel, isFor: (event: unknown, args: Record<string, string>) => boolean) {
  return {
    subscribe(_root: unknown, args: Record<string, string>, { signal }: Context) {
      const events = channel.listen(signal);
      const chosen: AsyncIterableIterator<unknown> = {
        async next() {
          for (;;) {
            const event = await events.next();
            if (event.done || isFor(event.value, args)) return event;
          }
        },
        return: async () => (await events.return?.()) ?? { done: true, value: undefined },
        [Symbol.asyncIterator]: () => chosen,
      };
      return chosen;
    },
    resolve: (event: unknown) => event,
  };
}

function subgraph(name: string, sdl: string, resolvers: Readonly<Record<string, unknown>>): Promise<Subgraph> {
  const schemaFile = join(mkdtempSync(join(tmpdir(), 'marquee-subgraph-')), 'schema.graphql');
  writeFileSync(schemaFile, sdl);
  return createSubgraph<Context>({
    name,
    schemaFile,
    resolvers,
    createContext: ({ identity, signal }) => ({ viewer: identity.viewer, signal }),
    identitySecret,
    logger: createLogger({ service: name, level: 'silent' }),
    dependencies: {},
    onStop: async () => undefined,
  });
}
