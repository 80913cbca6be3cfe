import { randomUUID } from 'node:crypto';
import { cookiesOf, post } from './support/client';
import { orderInput } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { layouts, type Marquee, startMarquee } from './support/marquee';

const registerMutation = `mutation ($input: RegisterInput!) {
  register(input: $input) { user { id displayName email } tokens { accessToken expiresAt } errors { code path } }
}`;
const loginMutation = `mutation ($input: LoginInput!) {
  login(input: $input) { user { displayName } tokens { accessToken refreshToken } errors { code } }
}`;

interface Signing {
  readonly user: { id: string; displayName: string } | null;
  readonly tokens: { accessToken: string | null; refreshToken: string | null } | null;
  readonly errors: readonly { code: string }[];
}

const newcomer = () => ({
  email: `Mona.${randomUUID().slice(0, 8)}@Example.com`,
  password: `five ${randomUUID()} herons`,
  displayName: 'Mona',
});

describe.each(layouts)('a browser, %s', (layout) => {
  let marquee: Marquee;
  let kitchen: Kitchen;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    kitchen = await openKitchen(marquee.url);
  });

  afterAll(() => marquee.stop());

  it('registers, logs in by cookie, orders, reads its order back with its own name, and logs out', async () => {
    const { url } = marquee;
    const input = newcomer();
    const registered = await post<{ register: Signing }>(url, registerMutation, { input });
    expect(registered.data.register).toMatchObject({
      user: { displayName: 'Mona', email: input.email.toLowerCase() },
      tokens: { accessToken: null },
      errors: [],
    });

    const login = await post<{ login: Signing }>(url, loginMutation, {
      input: { identifier: input.email, password: input.password },
    });
    expect(login.data.login).toMatchObject({ tokens: { accessToken: null, refreshToken: null }, errors: [] });
    for (const cookie of login.headers.getSetCookie()) {
      expect(cookie).toMatch(/; ?HttpOnly/i);
      expect(cookie).toMatch(/; ?SameSite=Lax/i);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    const cookie = cookiesOf(login);
    expect(cookie).toMatch(/access_token=.+refresh_token=.+|refresh_token=.+access_token=.+/);

    const restaurants = await post<{ restaurants: { nodes: { name: string }[] } }>(
      url,
      '{ restaurants(first: 5) { nodes { name } } }',
    );
    expect(restaurants.data.restaurants.nodes.map(({ name }) => name)).toContain(kitchen.name);

    const placed = await post<{ foodOrderPlace: { order: unknown; errors: unknown[] } }>(
      url,
      `mutation ($input: FoodOrderPlaceInput!) {
        foodOrderPlace(input: $input) { order { status customer { displayName } } errors { code } }
      }`,
      { input: orderInput(kitchen) },
      { cookie },
    );
    expect(placed.data.foodOrderPlace).toEqual({
      order: { status: 'PLACED', customer: { displayName: 'Mona' } },
      errors: [],
    });

    const mine = await post<{ me: unknown }>(
      url,
      '{ me { displayName foodOrders(first: 5) { nodes { status restaurant { name } } } } }',
      {},
      { cookie },
    );
    expect(mine.data.me).toEqual({
      displayName: 'Mona',
      foodOrders: { nodes: [{ status: 'PLACED', restaurant: { name: kitchen.name } }] },
    });

    const logout = await post<{ logout: unknown }>(
      url,
      'mutation { logout { revokedSessions errors { code } } }',
      {},
      { cookie },
    );
    expect(logout.data.logout).toEqual({ revokedSessions: 1, errors: [] });
    expect(await statusWithin(5_000, 401, () => post(url, '{ me { id } }', {}, { cookie }))).toBe(401);
  });

  it('gets new cookies for its refresh cookie, even when the access cookie is no longer good', async () => {
    const { url } = marquee;
    const registered = await post<{ register: Signing }>(url, registerMutation, { input: newcomer() });
    const refreshCookie = cookiesOf(registered).match(/refresh_token=[^;]+/)?.[0];
    const refreshed = await post<{ tokenRefresh: Signing }>(
      url,
      'mutation { tokenRefresh { user { displayName } errors { code } } }',
      {},
      { cookie: `access_token=expired; ${refreshCookie}` },
    );
    expect(refreshed.data.tokenRefresh).toEqual({ user: { displayName: 'Mona' }, errors: [] });
    const me = await post<{ me: unknown }>(url, '{ me { displayName } }', {}, { cookie: cookiesOf(refreshed) });
    expect(me.data.me).toEqual({ displayName: 'Mona' });
  });

  it('is told with 401, and loses the cookie, when its cookie is not good', async () => {
    const answer = await post(marquee.url, '{ me { id } }', {}, { cookie: 'access_token=forged' });
    expect(answer.status).toBe(401);
    expect(answer.errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(answer.headers.getSetCookie().join()).toMatch(/access_token=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/i);
  });

  it('is refused when cookie and Bearer token differ', async () => {
    const [one, other] = await Promise.all([
      post<{ register: Signing }>(marquee.url, registerMutation, { input: newcomer() }),
      post<{ register: Signing }>(marquee.url, registerMutation, { input: { ...newcomer(), delivery: 'BEARER' } }),
    ]);
    const token = other.data.register.tokens?.accessToken ?? undefined;
    const answer = await post(marquee.url, '{ me { id } }', {}, { cookie: cookiesOf(one), token });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.errors).toHaveLength(1);
  });

  it('reads what needs no sign-in, and gets one error for each field that does', async () => {
    const { status, data, errors } = await post<Record<string, unknown>>(
      marquee.url,
      '{ restaurants(first: 1) { nodes { isOpen } } foodOrders { nodes { id } } order: foodOrder(id: "x") { id } me { id } }',
    );
    expect(status).toBe(200);
    expect(data).toEqual({ restaurants: { nodes: [{ isOpen: true }] }, foodOrders: null, order: null, me: null });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['foodOrders'], 'UNAUTHENTICATED'],
      [['order'], 'UNAUTHENTICATED'],
    ]);
  });
});

/** The first status that is as expected, or the last one within the time. */
async function statusWithin(
  withinMs: number,
  expected: number,
  ask: () => Promise<{ status: number }>,
): Promise<number> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { status } = await ask();
    if (status === expected || Date.now() > deadline) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
