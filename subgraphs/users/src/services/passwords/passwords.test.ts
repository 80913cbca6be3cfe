import { demoPeople } from '../../domain/demoAccounts';
import { TooManySignIns } from '../../domain/errors';
import { requireStrength } from '../../domain/password';
import { knownWords } from './knownWords';
import { createPasswords, type PasswordService } from './passwords';
import { peppered } from './pepper';

const options = { pepper: 'a-pepper-of-at-least-thirty-two-bytes', cost: 4, requestTimeoutMs: 5_000 };

describe('passwords', () => {
  let passwords: PasswordService;
  beforeAll(() => {
    passwords = createPasswords(options);
  });
  afterAll(() => passwords.stop());

  it('fit their own hash and no other', async () => {
    const hash = await passwords.hash('violet-harbour-pancake-7');
    expect(hash).toMatch(/^\$2[ab]\$04\$/);
    expect(await passwords.matches('violet-harbour-pancake-7', hash)).toBe(true);
    expect(await passwords.matches('violet-harbour-pancake-8', hash)).toBe(false);
  });

  it('differ after the 72nd byte too, which is where bcrypt stops reading', async () => {
    const hash = await passwords.hash(`${'a'.repeat(100)}1`);
    expect(await passwords.matches(`${'a'.repeat(100)}2`, hash)).toBe(false);
  });

  it('are worth nothing without the pepper', async () => {
    const others = createPasswords({ ...options, pepper: 'another-pepper-of-thirty-two-bytes!' });
    const hash = await passwords.hash('violet-harbour-pancake-7');
    expect(await others.matches('violet-harbour-pancake-7', hash)).toBe(false);
    await others.stop();
  });

  it('are checked for a request that still has time, and for a start however long it takes', async () => {
    const hash = await passwords.hash('violet-harbour-pancake-7');
    expect(await passwords.forRequest().matches('violet-harbour-pancake-7', hash)).toBe(true);
    const hopeless = createPasswords({ ...options, requestTimeoutMs: -1 });
    expect(await hopeless.matches('violet-harbour-pancake-7', hash)).toBe(true);
    await expect(hopeless.forRequest().matches('violet-harbour-pancake-7', hash)).rejects.toThrow(TooManySignIns);
    await hopeless.stop();
  });

  it('fit no account that is not there', async () => {
    expect(await passwords.matches('anything at all', null)).toBe(false);
  });

  it.each([
    ['a common one with a digit', 'password1234'],
    ['one keyboard row', 'qwertyuiopasdf'],
    ['one character, however often', 'a'.repeat(1000)],
    ['their own e-mail address', 'anna.novak@example.com'],
    ['their own name', 'AnnaNovakAnnaNovak'],
    ['our name and a year', 'marquee-2026'],
  ])('are weak when they are %s', async (_case, password) => {
    const anna = { email: 'anna.novak@example.com', username: 'anna', displayName: 'Anna Novak' };
    const words = knownWords({ ...anna, firstName: 'Anna', lastName: 'Novak' });
    const judged = await passwords.strengthOf(password, words);
    expect(() => requireStrength(judged)).toThrow(expect.objectContaining({ code: 'WEAK_PASSWORD' }));
  });

  it.each(demoPeople)('of the demo account $username are strong enough', async (person) => {
    const words = knownWords({ ...person, displayName: `${person.firstName} ${person.lastName}` });
    const judged = await passwords.strengthOf(person.password, words);
    expect(() => requireStrength(judged)).not.toThrow();
  });

  it('are judged by their first 64 characters, because the time grows with the square of the length', async () => {
    const judged = await passwords.strengthOf('@4$5'.repeat(16), []);
    expect(await passwords.strengthOf(`${'@4$5'.repeat(16)}teapot-galaxy-umbrella-5`, [])).toEqual(judged);
  });
});

describe('the peppered password', () => {
  it('is HMAC-SHA-256 in base64, short enough for bcrypt', () => {
    // RFC 4231, test case 2.
    expect(peppered('what do ya want for nothing?', 'Jefe')).toBe('W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=');
  });
});
