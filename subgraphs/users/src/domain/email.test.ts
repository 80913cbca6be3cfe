import { readEmail } from './email';

describe('an e-mail address', () => {
  it('has one spelling', () => {
    expect(readEmail('  Anna.Novak@Example.COM ')).toBe('anna.novak@example.com');
  });

  it.each(['', 'anna', 'anna@', '@example.com', 'anna@example', 'anna@@example.com', 'anna@exa mple.com', 'a@b..com'])(
    'is refused when it is %p',
    (value) => {
      expect(() => readEmail(value)).toThrow(
        expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'email'] }),
      );
    },
  );

  it('is refused with control characters, lone surrogates and over 254 characters', () => {
    for (const value of ['an\u0000na@example.com', 'anna\ud800@example.com', `anna@${'a'.repeat(10_000)}.com`]) {
      expect(() => readEmail(value)).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
    }
  });
});
