import { tokenCookies } from './tokenCookies';

const lifetimes = { accessTokenSeconds: 900, refreshTokenSeconds: 3600 };
const tokens = {
  access: { token: 'aaa', expiresAt: new Date() },
  refresh: { token: 'rrr', expiresAt: new Date() },
};

describe('the token cookies', () => {
  it('carry every protection over HTTPS', () => {
    const answered: string[] = [];
    const cookies = tokenCookies(
      { ...lifetimes, isSecure: true },
      { received: undefined, answer: (cookie) => answered.push(cookie) },
    );
    cookies.set(tokens);
    expect(answered).toEqual([
      '__Host-access_token=aaa; Max-Age=900; HttpOnly; SameSite=Lax; Path=/; Secure',
      '__Host-refresh_token=rrr; Max-Age=3600; HttpOnly; SameSite=Lax; Path=/; Secure',
    ]);
  });

  it('work over plain http in development, and are cleared under the same names', () => {
    const answered: string[] = [];
    const cookies = tokenCookies(
      { ...lifetimes, isSecure: false },
      { received: undefined, answer: (cookie) => answered.push(cookie) },
    );
    cookies.clear();
    expect(answered).toEqual([
      'access_token=; Max-Age=0; HttpOnly; SameSite=Lax; Path=/',
      'refresh_token=; Max-Age=0; HttpOnly; SameSite=Lax; Path=/',
    ]);
  });

  it('are read under the name that fits the transport, and no other', () => {
    const received = 'x=1; refresh_token=plain; __Host-refresh_token=strict; not_refresh_token=no';
    const read = (isSecure: boolean, header?: string) =>
      tokenCookies({ ...lifetimes, isSecure }, { received: header, answer: () => undefined }).refreshToken;
    expect(read(true, received)).toBe('strict');
    expect(read(false, received)).toBe('plain');
    expect(read(true, 'refresh_token=plain')).toBeNull();
    expect(read(true, '__Host-refresh_token=')).toBeNull();
    expect(read(true)).toBeNull();
  });
});
