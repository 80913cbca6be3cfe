import { Unavailable } from '@marquee/shared/errors';
import { demoPeople } from '../../domain/demoAccounts';
import { requireStrength } from '../../domain/password';
import { knownWords } from './knownWords';
import { createPasswords, type Passwords } from './passwords';
import { peppered } from './pepper';
import { WorkerPool } from './workerPool';

const pepper = 'a-pepper-of-at-least-thirty-two-bytes';

describe('passwords', () => {
  let passwords: Passwords;
  beforeAll(() => {
    passwords = createPasswords({ pepper, cost: 4 });
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
    const others = createPasswords({ pepper: 'another-pepper-of-thirty-two-bytes!', cost: 4 });
    const hash = await passwords.hash('violet-harbour-pancake-7');
    expect(await others.matches('violet-harbour-pancake-7', hash)).toBe(false);
    await others.stop();
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

describe('the threads', () => {
  const hash = { kind: 'hash', text: 'text', cost: 4 } as const;

  it('refuse more than may wait, and keep working', async () => {
    const pool = new WorkerPool({ threads: 1, idleMs: 1_000, maxWaiting: 1 });
    const [running, waiting] = [pool.run(hash), pool.run(hash)];
    await expect(pool.run(hash)).rejects.toThrow(Unavailable);
    await expect(Promise.all([running, waiting])).resolves.toHaveLength(2);
    await expect(pool.run(hash)).resolves.toMatch(/^\$2/);
    await pool.stop();
  });

  it('report what cannot be done', async () => {
    const pool = new WorkerPool({ threads: 1, idleMs: 1_000, maxWaiting: 1 });
    const noHash = null as unknown as string;
    await expect(pool.run({ kind: 'compare', text: 'text', hash: noHash })).rejects.toThrow('Illegal arguments');
    await pool.stop();
  });

  it('leave nothing unanswered when they are stopped', async () => {
    const pool = new WorkerPool({ threads: 1, idleMs: 1_000, maxWaiting: 5 });
    const slow = { ...hash, cost: 14 };
    const answers = Promise.allSettled([pool.run(slow), pool.run(hash)]);
    await pool.stop();
    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.run(hash)).rejects.toThrow(Unavailable);
  });
});
