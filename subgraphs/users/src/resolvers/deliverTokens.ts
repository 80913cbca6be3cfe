import type { AuthTokens, TokenDelivery } from '../generated/resolverTypes';
import type { IssuedTokens } from '../services/signIn';
import type { TokenCookies } from '../tokenCookies';

/** Left out means COOKIE, as the schema's default says; the generated input type cannot know the default. */
type Delivery = TokenDelivery | undefined;

/** Puts the tokens into cookies or into the body, never into both: what a script can read, a script can steal. */
export function deliverTokens(cookies: TokenCookies, tokens: IssuedTokens, delivery: Delivery): AuthTokens {
  const { access, refresh } = tokens;
  const common = { tokenType: 'Bearer', expiresAt: access.expiresAt };
  if (delivery === 'BEARER') return { ...common, accessToken: access.token, refreshToken: refresh.token };
  cookies.set(tokens);
  return { ...common, accessToken: null, refreshToken: null };
}
