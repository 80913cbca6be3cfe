import { readUsersConfig } from './config';

describe('the configuration of users', () => {
  const secret = 's'.repeat(32);
  const complete = {
    USERS_DATABASE_URL: 'postgres://localhost/users',
    BUS_DATABASE_URL: 'postgres://localhost/bus',
    GATEWAY_IDENTITY_SECRET: secret,
    TOKEN_KEY_SECRET: secret,
    PASSWORD_PEPPER: secret,
  };

  it('needs databases and secrets only, and is strict unless told otherwise', () => {
    expect(readUsersConfig(complete)).toMatchObject({
      port: 4001,
      host: '127.0.0.1',
      passwordBcryptCost: 12,
      accessTokenSeconds: 900,
      refreshTokenSeconds: 30 * 24 * 60 * 60,
      isCookieSecure: true,
      adminEmail: undefined,
    });
  });

  it('has no default for a secret, and refuses a short one', () => {
    const { PASSWORD_PEPPER: _pepper, ...rest } = complete;
    expect(() => readUsersConfig({ ...rest, TOKEN_KEY_SECRET: 'short' })).toThrow(
      /TOKEN_KEY_SECRET[\s\S]*PASSWORD_PEPPER/,
    );
  });

  it('wants the first administrator whole', () => {
    expect(() => readUsersConfig({ ...complete, MARQUEE_ADMIN_EMAIL: 'ada@example.com' })).toThrow('set together');
  });
});
