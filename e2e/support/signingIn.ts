import { type Answer, post } from './client';

export interface SignedIn {
  readonly user: { id: string } | null;
  readonly tokens: { accessToken: string; refreshToken: string } | null;
  readonly errors: readonly { __typename: string; code: string; message: string; path: string[] | null }[];
}

const answer = 'user { id } tokens { accessToken refreshToken } errors { __typename code message path }';

/** Signs in for Bearer tokens, right or wrong: what comes back is for the test to judge. */
export async function tryLogIn(url: string, identifier: string, password: string): Promise<Answer<{ in: SignedIn }>> {
  return post(url, `mutation ($input: LoginInput!) { in: login(input: $input) { ${answer} } }`, {
    input: { identifier, password, delivery: 'BEARER' },
  });
}

/** Trades a refresh token for new tokens, right or wrong. */
export async function tryRefresh(url: string, refreshToken: string): Promise<Answer<{ in: SignedIn }>> {
  return post(url, `mutation ($token: String) { in: tokenRefresh(refreshToken: $token) { ${answer} } }`, {
    token: refreshToken,
  });
}

/** What became of a sign-in, in one word: OK, or the code of its problem or fault. */
export function outcomeOf({ data, errors }: Answer<{ in: SignedIn } | null | undefined>): string {
  const problem = data?.in?.errors[0]?.code ?? errors[0]?.extensions['code'];
  if (typeof problem === 'string') return problem;
  return errors.length === 0 ? 'OK' : 'AN_ERROR_WITHOUT_CODE';
}
