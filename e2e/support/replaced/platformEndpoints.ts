import { includes, instant, text } from './expectations';
import type { ServedEndpoint } from './servedEndpoint';

const score = expect.any(Number) as number;
const tookMs = expect.any(Number) as number;
const healthy = { status: 'HEALTHY' };
const services = ['booking', 'catalog', 'food', 'orders', 'payments', 'platform', 'users'];
const each = (more: Readonly<Record<string, unknown>> = {}) => services.map((name) => ({ name, ...healthy, ...more }));

/** What only some of them have beside a database and the bus. */
const ownDependencies: Readonly<Record<string, string>> = { orders: 'sagas', payments: 'provider' };
const dependenciesOf = (name: string) =>
  ['database', 'bus', ...[ownDependencies[name] ?? []].flat()].map((dependency) => ({ name: dependency, ...healthy }));

const health = (
  system: ServedEndpoint['system'],
  endpoint: string,
  operation: string,
  expected: Readonly<Record<string, unknown>>,
): ServedEndpoint => ({ system, endpoint, operation, expected: () => expected, isOfTheMoment: true });

export const platformEndpoints: readonly ServedEndpoint[] = [
  health('cinema and food', 'GET /', '{ serviceInfo { name version } systemHealth { status } }', {
    serviceInfo: { name: 'marquee', version: text },
    systemHealth: healthy,
  }),
  health('cinema and food', 'GET /', '{ systemHealth { services { name status } } }', {
    systemHealth: { services: each() },
  }),
  {
    system: 'cinema and food',
    endpoint: 'GET /search/',
    operation:
      'query($q: String!) { search(query: $q, kinds: [MOVIE, THEATER, SHOWING, BOOKING], first: 20) { nodes { kind score title subject { __typename ... on Movie { id title durationMinutes } ... on Theater { id name } } } engine } }',
    as: 'customer',
    variables: ({ cinema }) => ({ q: cinema.movieTitle }),
    expected: ({ cinema: { movieId, movieTitle } }) => ({
      search: {
        nodes: includes({
          kind: 'MOVIE',
          score,
          title: movieTitle,
          subject: { __typename: 'Movie', id: movieId, title: movieTitle, durationMinutes: 121 },
        }),
        engine: 'POSTGRES',
      },
    }),
  },
  health('cinema and food', 'GET /', '{ systemHealth { services { name status responseTimeMs } } }', {
    systemHealth: { services: each({ responseTimeMs: tookMs }) },
  }),
  health('shop platform', 'GET /', '{ serviceInfo { name version environment schemaHash } }', {
    serviceInfo: {
      name: 'marquee',
      version: text,
      environment: 'development',
      schemaHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  }),
  health(
    'shop platform',
    'GET /health',
    '{ systemHealth { status checkedAt services { name status responseTimeMs } } }',
    { systemHealth: { ...healthy, checkedAt: instant, services: each({ responseTimeMs: tookMs }) } },
  ),
  // Its circuit comes with the breakers.
  health(
    'products and orders',
    'GET /health',
    '{ systemHealth { status services { name status dependencies { name status } } } }',
    {
      systemHealth: {
        ...healthy,
        services: each().map((service) => ({ ...service, dependencies: dependenciesOf(service.name) })),
      },
    },
  ),
  health('orders demo', 'GET /health', '{ systemHealth { status } }', { systemHealth: healthy }),
];
