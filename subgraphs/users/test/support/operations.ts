import type { Viewer } from '@marquee/shared/auth';
import type { SubgraphResponse } from '@marquee/shared/subgraph';
import { decode } from 'jsonwebtoken';
import type { Caller, UsersUnderTest } from './usersUnderTest';

export const goodPassword = 'teapot-galaxy-umbrella-5';

const errorFields = `errors {
  __typename code message path
  ... on WeakPasswordError { strength suggestions }
  ... on AccountLockedError { lockedUntil }
  ... on InvalidCredentialsError { attemptsLeft }
  ... on IdempotencyKeyReusedError { firstUsedAt }
}`;
const userFields = `user {
  id email username displayName firstName lastName phone locale preferredCurrency role scopes isActive
  emailVerifiedAt createdAt updatedAt fullName
}`;
const authFields = `${userFields} tokens { accessToken refreshToken tokenType expiresAt } ${errorFields}`;

const registerMutation = `mutation ($input: RegisterInput!) { register(input: $input) { ${authFields} } }`;
const loginMutation = `mutation ($input: LoginInput!) { login(input: $input) { ${authFields} } }`;
const refreshMutation = `mutation ($token: String) { tokenRefresh(refreshToken: $token) { ${authFields} } }`;
const profileMutation = `mutation ($input: ProfileUpdateInput!) { profileUpdate(input: $input) { ${userFields} ${errorFields} } }`;
const logoutMutation = `mutation ($everywhere: Boolean!) { logout(everywhere: $everywhere) { revokedSessions ${errorFields} } }`;

export interface UserErrorData {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: string[] | null;
  readonly [detail: string]: unknown;
}

export interface Payload {
  readonly user: (Record<string, unknown> & { readonly id: string }) | null;
  readonly tokens: {
    accessToken: string | null;
    refreshToken: string | null;
    tokenType: string;
    expiresAt: string;
  } | null;
  readonly revokedSessions: number;
  readonly errors: readonly UserErrorData[];
}

export type Answer = Payload & { readonly response: SubgraphResponse };

/** The operations as a client writes them; an answer with top-level errors fails the test unless it is expected. */
export function operationsOf({ run }: UsersUnderTest) {
  let people = 0;
  const call = async (
    name: string,
    query: string,
    variables: Record<string, unknown>,
    caller?: Caller,
  ): Promise<Answer> => {
    const response = await run(query, variables, caller);
    if (response.body.errors) throw new Error(JSON.stringify(response.body.errors));
    return { ...(response.body.data?.[name] as Payload), response };
  };
  const register = (input: Record<string, unknown> = {}, caller?: Caller) =>
    call('register', registerMutation, { input: { ...newPerson(), ...input } }, caller);
  const newPerson = () => {
    people += 1;
    return {
      email: `person.${people}@example.com`,
      username: `person.${people}`,
      displayName: `Person ${people}`,
      password: goodPassword,
      delivery: 'BEARER',
    };
  };
  return {
    newPerson,
    register,
    registerMutation,
    loginMutation,
    async registered(input: Record<string, unknown> = {}): Promise<Registered> {
      const { user, tokens, errors } = await register(input);
      if (user === null || tokens === null) throw new Error(JSON.stringify(errors));
      const accessToken = String(tokens.accessToken);
      return { id: user.id, user, viewer: viewerOf(accessToken), refreshToken: String(tokens.refreshToken) };
    },
    login: (identifier: string, password = goodPassword, caller?: Caller, more: Record<string, unknown> = {}) =>
      call('login', loginMutation, { input: { identifier, password, delivery: 'BEARER', ...more } }, caller),
    refresh: (token: string | null, caller?: Caller) => call('tokenRefresh', refreshMutation, { token }, caller),
    logout: (caller?: Caller, everywhere = false) => call('logout', logoutMutation, { everywhere }, caller),
    updateProfile: (input: Record<string, unknown>, viewer: Viewer) =>
      call('profileUpdate', profileMutation, { input }, { viewer }),
  };
}

export interface Registered {
  readonly id: string;
  readonly user: Record<string, unknown>;
  readonly viewer: Viewer;
  readonly refreshToken: string;
}

/** Whom the gateway would name after reading the token. */
export function viewerOf(accessToken: string): Viewer {
  const claims = decode(accessToken, { json: true });
  if (claims === null) throw new Error('not a JWT');
  const scopes = String(claims['scope'])
    .split(' ')
    .filter((scope) => scope !== '');
  return {
    userId: String(claims.sub),
    sessionId: String(claims['sid']),
    role: claims['role'] as Viewer['role'],
    scopes,
  };
}

export function setCookies({ headers }: SubgraphResponse): readonly string[] {
  const value = headers['set-cookie'] ?? [];
  return typeof value === 'string' ? [value] : value;
}
