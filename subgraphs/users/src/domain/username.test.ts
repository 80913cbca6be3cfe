import { readUsername, usernameFrom, usernameKey } from './username';

describe('a username', () => {
  it('is shown as chosen, in one Unicode form', () => {
    expect(readUsername(' Ａnna_Novák ')).toBe('Anna_Novák');
  });

  it('is the same in any case and any compatible form', () => {
    expect(usernameKey('ＡNNA')).toBe(usernameKey('anna'));
    expect(usernameKey('ﬁona')).toBe(usernameKey('FIONA'));
  });

  it.each(['', 'ab', '.anna', 'anna novak', 'anna@home', 'an\u0000na', 'anna\ud800', 'anna\u200b', 'a'.repeat(31)])(
    'is refused when it is %j',
    (value) => {
      expect(() => readUsername(value)).toThrow(expect.objectContaining({ inputPath: ['input', 'username'] }));
    },
  );

  it('is made from the display name when none is chosen', () => {
    expect(usernameFrom('Zoë van der Meer', 'k3x9qa2m')).toBe('zoe.van.der.meer-k3x9qa2m');
    expect(usernameFrom('宮崎', 'k3x9qa2m')).toBe('guest-k3x9qa2m');
    expect(readUsername(usernameFrom('a'.repeat(100), 'k3x9qa2m'))).toHaveLength(30);
  });
});
