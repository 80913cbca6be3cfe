import { readNewPassword, readPassword, requireStrength } from './password';

describe('a password', () => {
  it('is the same password from any keyboard', () => {
    expect(readPassword('cafe\u0301-ﬁrst')).toBe(readPassword('caf\u00e9-first'));
  });

  it('may be long, but not over 1 kB', () => {
    expect(readPassword('a'.repeat(1024))).toHaveLength(1024);
    expect(() => readPassword('é'.repeat(513))).toThrow(expect.objectContaining({ code: 'VALIDATION' }));
  });

  it.each(['', 'with\u0000nul', 'with\ud800half'])('is refused when it is %j', (value) => {
    expect(() => readPassword(value)).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'password'] }),
    );
  });
});

describe('a new password', () => {
  it('has at least 12 characters, counted as people count them', () => {
    expect(readNewPassword('twelve-chars')).toBe('twelve-chars');
    expect(() => readNewPassword('😀'.repeat(11))).toThrow(
      expect.objectContaining({ code: 'WEAK_PASSWORD', userErrorType: 'WeakPasswordError' }),
    );
  });

  it('is refused with advice when it is easy to guess', () => {
    const judged = { strength: 2, warning: 'Common words are easy to guess.', suggestions: ['Add another word.'] };
    expect(() => requireStrength(judged)).toThrow(
      expect.objectContaining({
        message: judged.warning,
        details: { strength: 2, suggestions: judged.suggestions },
      }),
    );
    expect(() => requireStrength({ ...judged, strength: 3 })).not.toThrow();
  });
});
