import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@marquee/shared/errors';
import { createLogger } from '@marquee/shared/logging';
import {
  type ContextRequest,
  createSubgraph,
  identityOf,
  type ResolverMap,
  type Subgraph,
} from '@marquee/shared/subgraph';
import { createIssuer, type Issuer } from './issuer';

export const identitySecret = 'an identity secret of thirty-two bytes or more';

/** Two small subgraphs about readers and books, with whatever a subgraph can do to a gateway. */
export interface LibraryServices {
  readonly folder: string;
  readonly issuer: Issuer;
  readonly readers: Subgraph;
  readonly books: Subgraph;
  /** What readers were asked, newest last: the identity and the headers of each call. */
  readonly seen: ContextRequest[];
  readonly revoked: { id: string; revokedAt: number }[];
  /** Lets every `wait` field answer. */
  release(): void;
  setReady(isReady: boolean): void;
  stop(): Promise<void>;
}

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@authenticated", "@requiresScopes"]
)`;

export const schemas = {
  readers: `${link}
    scalar DateTime
    type Query {
      isOpen(at: DateTime): Boolean
      me: Reader @authenticated
      reader(id: ID!): Reader
      whoAsks: String
      wait: String
      crash: String
      refuse(code: String!): String
    }
    type Mutation { signIn: String, signOut: String, count: Int @requiresScopes(scopes: [["counting"]]) }
    type Reader @key(fields: "id") { id: ID!, name: String!, email: String @authenticated, debt: Int @requiresScopes(scopes: [["desk"]]) }
  `,
  books: `${link}
    scalar DateTime
    type Query { books(first: Int = 2): [Book!]!, shelves: Int }
    type Mutation { shelve: Int }
    type Subscription { bookAdded(since: DateTime): Book }
    interface Titled { title: String! }
    type Book implements Titled @key(fields: "id") { id: ID!, title: String!, reader: Reader }
    type Reader @key(fields: "id") { id: ID!, books(first: Int): [Book!] }
  `,
};

const library = [
  { id: 'b1', title: 'Emma', reader: { id: 'r1' } },
  { id: 'b2', title: 'Ulysses', reader: { id: 'r2' } },
  { id: 'b3', title: 'Dune', reader: null },
];

export async function startLibraryServices(): Promise<LibraryServices> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const issuer = createIssuer();
  const seen: ContextRequest[] = [];
  const revoked: LibraryServices['revoked'] = [];
  let isReady = true;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const counter = { value: 0 };

  const shared = (name: 'readers' | 'books', resolvers: ResolverMap) => {
    const schemaFile = join(folder, `${name}.graphql`);
    writeFileSync(schemaFile, schemas[name]);
    const logger = createLogger({ service: name, level: 'silent' });
    return { name, schemaFile, resolvers, logger, identitySecret, onStop: async () => undefined };
  };

  const readers = await createSubgraph<ContextRequest>({
    ...shared('readers', readersResolvers(released, counter)),
    createContext: (request) => {
      seen.push(request);
      return request;
    },
    dependencies: {
      database: async () => {
        if (!isReady) throw new Error('down');
      },
    },
    routes: (app) => {
      app.get('/keys', { config: { isOpen: true } }, async (_request, reply) =>
        reply.type('application/json').header('x-internal', 'secret').send(issuer.jwks()),
      );
      app.register(async (scope) => {
        scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
        scope.post('/echo', async (request, reply) => {
          const { requestId, viewer, clientIp } = identityOf(request);
          const { url, body, headers } = request;
          const answer = { url, body, headers, requestId, viewer, clientIp };
          return reply.code(400).headers({ pragma: 'no-cache', 'x-internal': 'secret' }).send(answer);
        });
      });
      app.get('/revoked', async (_request, reply) =>
        reply.type('application/json').send(JSON.stringify({ now: Date.now(), sessions: revoked })),
      );
    },
  });
  const books = await createSubgraph<ContextRequest>({
    ...shared('books', booksResolvers),
    createContext: (request) => request,
    dependencies: {},
  });
  return {
    folder,
    issuer,
    readers,
    books,
    seen,
    revoked,
    release,
    setReady: (value) => {
      isReady = value;
    },
    stop: async () => {
      release();
      await Promise.all([readers.stop(), books.stop()]);
    },
  };
}

function readersResolvers(released: Promise<void>, counter: { value: number }): ResolverMap {
  const reader = (id: string) => ({ id, name: `Reader ${id}`, email: `${id}@library.example`, debt: 7 });
  return {
    Query: {
      me: (_root: unknown, _args: unknown, { identity }: ContextRequest) => reader(identity.viewer?.userId ?? ''),
      reader: (_root: unknown, { id }: { id: string }) => reader(id),
      isOpen: () => true,
      whoAsks: (_root: unknown, _args: unknown, { identity }: ContextRequest) => JSON.stringify(identity),
      wait: () => released.then(() => 'waited'),
      crash: () => {
        throw new Error('connect ECONNREFUSED postgres://admin:hunter2@10.0.0.1');
      },
      refuse: (_root: unknown, { code }: { code: string }) => {
        throw new Fault(code, 200, `refused with ${code}: hunter2`);
      },
    },
    Mutation: {
      signIn: (_root: unknown, _args: unknown, { responseHeaders }: ContextRequest) => {
        responseHeaders.append('set-cookie', 'access_token=fresh; Path=/; HttpOnly');
        responseHeaders.append('set-cookie', 'refresh_token=fresh; Path=/; HttpOnly');
        responseHeaders.append('x-internal', 'hunter2');
        return 'signed in';
      },
      signOut: () => 'signed out',
      count: () => ++counter.value,
    },
    Reader: { __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : reader(id)) },
  };
}

const booksResolvers: ResolverMap = {
  Query: { books: (_root: unknown, { first }: { first: number }) => library.slice(0, first), shelves: () => 12 },
  Mutation: { shelve: () => 13 },
  Subscription: {
    bookAdded: {
      subscribe: async function* () {
        for (const bookAdded of library) yield { bookAdded };
      },
    },
  },
  Reader: { books: ({ id }: { id: string }) => library.filter(({ reader }) => reader?.id === id) },
};
