import { eventually } from '@marquee/shared/testing';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';
import { listen, post } from './support/client';
import { placeOrder } from './support/foodOrders';
import { type IpoFeed, startIpoFeed } from './support/ipoFeed';
import { type Marquee, startMarquee } from './support/marquee';
import { type Neighbourhood, openNeighbourhood } from './support/replaced/neighbourhood';
import { servedEndpoints } from './support/replaced/servedEndpoints';
import { waitingEndpoints } from './support/replaced/waitingEndpoints';

describe('an endpoint of a replaced system', () => {
  let marquee: Marquee;
  let here: Neighbourhood;
  let schema: GraphQLSchema;

  let feed: IpoFeed;

  beforeAll(async () => {
    feed = await startIpoFeed();
    marquee = await startMarquee('colocated', feed);
    here = await openNeighbourhood(marquee);
    const response = await fetch(`${marquee.url}/schema.graphql`);
    schema = buildSchema(await response.text());
  });

  afterAll(async () => {
    await marquee.stop();
    await feed.stop();
  });

  it.each(servedEndpoints)('$system, $endpoint: has an operation that answers the same', async (endpoint) => {
    const tokens = { customer: here.customer.token, admin: here.adminToken, leaver: here.leaverToken };
    const token = endpoint.as === undefined ? undefined : tokens[endpoint.as];
    const expectAnswer = async () => {
      const answer = await post(here.url, endpoint.operation, { ...endpoint.variables?.(here) }, { token });
      expect(answer.errors).toEqual([]);
      expect(answer.data).toEqual(endpoint.expected(here));
      const set = answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0]);
      expect(set).toEqual(expect.arrayContaining([...(endpoint.cookies ?? [])]));
    };
    await (endpoint.isOfTheMoment ? eventually(expectAnswer, 30_000) : expectAnswer());
  });

  it('cinema and food, WS /ws: has a subscription, to the own orders alone', async () => {
    const { url, customer, kitchen } = here;
    const events = listen<{ foodOrderChanged: { order: { id: string } } }>(
      url,
      `subscription($id: ID, $after: EventCursor) {
        foodOrderChanged(orderId: $id, after: $after) {
          cursor previousStatus order { id status estimatedReadyAt restaurant { name } }
        }
      }`,
      {},
      customer,
    );
    // Nothing but an event tells that a subscription runs.
    let event: unknown = null;
    while (event === null) {
      const { id } = await placeOrder(url, customer.token, kitchen);
      event = await events.find(({ foodOrderChanged }) => foodOrderChanged.order.id === id, 1_000);
    }
    await events.close();
    expect(event).toEqual({
      foodOrderChanged: {
        cursor: expect.any(String),
        previousStatus: null,
        order: {
          id: expect.stringMatching(/^ford_/),
          status: 'PLACED',
          estimatedReadyAt: expect.stringMatching(/^\d{4}-/),
          restaurant: { name: kitchen.name },
        },
      },
    });
  });

  it('any system, POST with a form: has a token endpoint for command-line clients', async () => {
    const { email, password } = here.customer;
    const response = await fetch(`${here.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: email, password }),
    });
    const { access_token: token, token_type: type } = (await response.json()) as Record<string, string>;
    const { data } = await post<{ me: unknown }>(here.url, '{ me { id } }', {}, { token });
    expect({ status: response.status, type, me: data.me }).toEqual({
      status: 200,
      type: 'Bearer',
      me: { id: here.customer.id },
    });
  });

  it('waits as long as its fields are not served; once they are, it moves to servedEndpoints.ts', () => {
    const isServed = ({ operation }: { operation: string }) => validate(schema, parse(operation)).length === 0;
    const named = ({ system, endpoint }: { system: string; endpoint: string }) => `${system}, ${endpoint}`;
    expect(waitingEndpoints.filter(isServed).map(named)).toEqual([]);
    expect(servedEndpoints.filter((endpoint) => !isServed(endpoint)).map(named)).toEqual([]);
  });
});
