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

/** Section 3.2: an empty parameter counts as missing, and none may come twice, whether it is read or not. */
function fieldsOf(form: string): (name: string) => string {
  const fields = new Map<string, string>();
  for (const [name, value] of form.split('&').filter(Boolean).map(parameterOf)) {
    if (fields.has(name)) throw new OAuthError('invalid_request', 'A parameter stands in the form twice.');
    fields.set(name, value);
  }
  return (name) => {
    const value = fields.get(name) ?? '';
    if (value === '') throw new OAuthError('invalid_request', `${name} is missing.`);
    return value;
  };
}

/**
 * Not by `URLSearchParams`: that puts U+FFFD for bytes that are no UTF-8, and a password must be checked as it was sent.
 * The same stands in the form for bytes that came unescaped; who means that character escapes it.
 */
function parameterOf(pair: string): readonly [name: string, value: string] {
  const [name = '', ...value] = pair.replaceAll('+', ' ').split('=');
  if (pair.includes('\ufffd')) throw unreadable();
  try {
    return [decodeURIComponent(name), decodeURIComponent(value.join('='))];
  } catch {
    throw unreadable();
  }
}

function unreadable(): OAuthError {
  return new OAuthError('invalid_request', 'The form is not percent-encoded UTF-8.');
}
