import { readOptionalPersonName, readPersonName } from './personName';

describe("a person's name", () => {
  it('has 1 to 100 characters of any script', () => {
    expect(readPersonName(' 宮崎 駿 👩‍🍳 ', 'displayName')).toBe('宮崎 駿 👩‍🍳');
    expect(() => readPersonName('a'.repeat(101), 'displayName')).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        message: 'The display name has more than 100 characters.',
        inputPath: ['input', 'displayName'],
      }),
    );
    expect(() => readPersonName(' ', 'firstName')).toThrow('The first name must not be empty.');
  });

  it('may be missing where it is optional', () => {
    expect([undefined, null, ' '].map((value) => readOptionalPersonName(value, 'lastName'))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
