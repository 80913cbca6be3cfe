import { type Marquee, startMarquee } from './support/marquee';

describe('a subgraph process that is called without the gateway', () => {
  let marquee: Marquee;

  beforeAll(async () => {
    marquee = await startMarquee('a process each');
  });

  afterAll(() => marquee.stop());

  it.each(['users', 'booking', 'food', 'catalog', 'orders', 'payments', 'platform'])(
    '%s answers 401, whatever the query and whatever the caller claims to be',
    async (name) => {
      const url = marquee.processes[name]?.url;
      const queries = ['{ __typename }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'];
      const claims: Record<string, string>[] = [
        {},
        { 'x-user-id': 'usr_1', 'x-user-role': 'SUPER_ADMIN' },
        { 'x-gateway-identity': 'eyJhbGciOiJub25lIn0.e30.' },
      ];
      for (const query of queries) {
        for (const claim of claims) {
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...claim },
            body: JSON.stringify({ query }),
          });
          expect(response.status).toBe(401);
          expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
        }
      }
    },
  );
});
