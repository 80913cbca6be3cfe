import { newRefreshToken, refreshTokenHash } from './refreshToken';

describe('a refresh token', () => {
  it('is 256 random bits, found again by its digest only', () => {
    const { token, hash } = newRefreshToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(refreshTokenHash(token)).toEqual(hash);
    expect(newRefreshToken().token).not.toBe(token);
  });

  it.each(['', 'x', `${'a'.repeat(42)}\u0000`, 'a'.repeat(10_000), 'é'.repeat(43)])('is never %j', (text) => {
    expect(refreshTokenHash(text)).toBeNull();
  });
});
