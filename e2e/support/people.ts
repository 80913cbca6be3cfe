import { randomUUID } from 'node:crypto';
import { type Credentials, post } from './client';
import { administrator } from './marquee';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
  readonly token: string;
}

interface Signed {
  readonly user: { id: string };
  readonly tokens: { accessToken: string };
  readonly errors: readonly { message: string }[];
}

const busyCodes = new Set(['DOWNSTREAM_UNAVAILABLE', 'RATE_LIMITED']);

/** Registers somebody with a Bearer token; the name is made unique so that journeys do not meet. */
export async function register(url: string, displayName: string): Promise<Person> {
  for (let attempt = 1; ; attempt += 1) {
    const email = `${displayName.toLowerCase()}.${randomUUID().slice(0, 8)}@example.com`;
    const password = `three ${randomUUID()} herons`;
    const { data, errors } = await post<{ register: Signed | null }>(
      url,
      `mutation ($input: RegisterInput!) {
         register(input: $input) { user { id } tokens { accessToken } errors { message } }
       }`,
      { input: { email, password, displayName, delivery: 'BEARER' } },
    );
    const isBusy = errors.some(({ extensions }) => busyCodes.has(String(extensions['code'])));
    // A machine that is too busy to hash in time says so: somebody tries again, by another name.
    if (isBusy && attempt < 10) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      continue;
    }
    if (data?.register == null) throw new Error(`${displayName} could not register: ${JSON.stringify(errors)}`);
    expect(data.register.errors).toEqual([]);
    return { id: data.register.user.id, email, displayName, password, token: data.register.tokens.accessToken };
  }
}

/** A Bearer token from a new login, which carries the scopes of this moment. */
export async function logIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const { data } = await post<{ login: Signed }>(
    url,
    'mutation ($input: LoginInput!) { login(input: $input) { tokens { accessToken } errors { message } } }',
    { input: { identifier: email, password, delivery: 'BEARER' } },
  );
  expect(data.login.errors).toEqual([]);
  return data.login.tokens.accessToken;
}

export const logInAsAdministrator = (url: string): Promise<string> => logIn(url, administrator);

/** Waits until the event of a new duty has reached users, then signs in with the scope it brought. */
export async function logInWithScope(url: string, person: Person, scope: string): Promise<string> {
  const credentials: Credentials = { token: person.token };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { data } = await post<{ me: { scopes: string[] } }>(url, '{ me { scopes } }', {}, credentials);
    if (data.me.scopes.includes(scope)) return logIn(url, person);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${person.displayName} never got the scope ${scope}`);
}

/** Registers somebody whom the administrator lets check tickets, and signs them in. */
export async function registerAtDoor(url: string): Promise<Person> {
  const person = await register(url, 'Dora');
  const input = { userId: person.id, scope: 'booking:checkin', granted: true, reason: 'the door' };
  const { data } = await post<{ scopeGrant: { errors: unknown[] } }>(
    url,
    'mutation ($input: ScopeGrantInput!) { scopeGrant(input: $input) { errors { code message } } }',
    { input },
    { token: await logInAsAdministrator(url) },
  );
  expect(data.scopeGrant.errors).toEqual([]);
  return { ...person, token: await logIn(url, person) };
}
