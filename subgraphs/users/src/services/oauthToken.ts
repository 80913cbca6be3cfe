import { logIn } from './logIn';
import { refreshSession } from './refreshSession';
import type { Services } from './services';
import type { Device, IssuedTokens } from './signIn';

/** RFC 6749, section 5.2; `temporarily_unavailable` as in 4.1.2.1, for what is no fault of the request. */
export type OAuthErrorCode = 'invalid_request' | 'invalid_grant' | 'unsupported_grant_type' | 'temporarily_unavailable';

export class OAuthError extends Error {
  constructor(
    readonly code: OAuthErrorCode,
    message: string,
    readonly httpStatus = 400,
  ) {
    super(message);
    this.name = 'OAuthError';
  }
}

/**
 * Tokens for a form as RFC 6749 has it: a password (4.3, deprecated) or a refresh token (6). There are no clients to
 * tell apart, so `client_id` is not looked at.
 * @throws OAuthError, and what `logIn` throws
 */
export async function oauthToken(services: Services, form: string, device: Device): Promise<IssuedTokens> {
  const field = fieldsOf(form);
  const grantType = field('grant_type');
  switch (grantType) {
    case 'password': {
      const { tokens } = await logIn(services, { identifier: field('username'), password: field('password'), device });
      return tokens;
    }
    case 'refresh_token': {
      const refreshed = await refreshSession(services, field('refresh_token'));
      if (refreshed !== null) return refreshed.tokens;
      throw new OAuthError('invalid_grant', 'This refresh token cannot be used. Log in again.');
    }
    default:
      throw new OAuthError('unsupported_grant_type', 'grant_type must be password or refresh_token.');
  }
}

/** Section 3.2: an empty parameter counts as missing, and none may come twice. */
function fieldsOf(form: string): (name: string) => string {
  const fields = new URLSearchParams(form);
  return (name) => {
    const [value = '', ...more] = fields.getAll(name);
    if (more.length > 0) throw new OAuthError('invalid_request', `${name} stands in the form twice.`);
    if (value === '') throw new OAuthError('invalid_request', `${name} is missing.`);
    return value;
  };
}
