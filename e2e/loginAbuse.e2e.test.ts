import { eventually } from '@marquee/shared/testing';
import { Client } from 'pg';
import { post } from './support/client';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { openSocket } from './support/openSocket';
import { type Person, register } from './support/people';
import { outcomeOf, type SignedIn, tryLogIn, tryRefresh } from './support/signingIn';

const wrongPassword = 'wrong-galaxy-umbrella-5';
const soonMs = 5_000;

describe.each(layouts)('somebody who abuses the sign-in, %s', (layout) => {
  let marquee: Marquee;
  let users: Client;
  let url: string;

  beforeAll(async () => {
    marquee = await startMarquee(layout);
    url = marquee.url;
    users = new Client({ connectionString: marquee.environment['USERS_DATABASE_URL'] });
    await users.connect();
  });

  /** All tests come from one address, whose failures would add up. */
  beforeEach(() => users.query('delete from login_attempt'));

  afterAll(async () => {
    await users.end();
    await marquee.stop();
  });

  /** How many passwords of the account were looked at: each check takes its place in this list first. */
  async function checksOf({ id }: Pick<Person, 'id'>): Promise<number> {
    const { rows } = await users.query<{ checks: number }>(
      'select coalesce(sum(cardinality(attempted_at)), 0)::int as checks from login_attempt where subject = $1',
      [`account:${id}`],
    );
    return rows[0]?.checks ?? 0;
  }

  async function signedIn(person: Person): Promise<NonNullable<SignedIn['tokens']>> {
    const { data } = await tryLogIn(url, person.email, person.password);
    if (data.in.tokens === null) throw new Error(`no tokens: ${JSON.stringify(data.in.errors)}`);
    return data.in.tokens;
  }

  const statusOf = async (token: string) => (await post(url, '{ me { id } }', {}, { token })).status;

  /** How often each came. */
  function tally(outcomes: readonly string[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
    return counts;
  }

  describe('by guessing passwords', () => {
    it('has ten of fifty guesses at once looked at, and the right one does not get in after that', async () => {
      const victim = await register(url, 'Vera');
      const answers = await Promise.all(Array.from({ length: 50 }, () => tryLogIn(url, victim.email, wrongPassword)));
      const { INVALID_CREDENTIALS: checked, ACCOUNT_LOCKED = 0, RATE_LIMITED = 0 } = tally(answers.map(outcomeOf));
      expect(checked).toBe(10);
      expect(ACCOUNT_LOCKED + RATE_LIMITED).toBe(40);
      expect(await checksOf(victim)).toBe(10);
      expect(answers.map(({ data }) => data?.in?.tokens ?? null)).toEqual(answers.map(() => null));

      const right = await tryLogIn(url, victim.email, victim.password);
      expect(['ACCOUNT_LOCKED', 'RATE_LIMITED']).toContain(outcomeOf(right));
    });

    it('locks the account for new logins, and whoever is in stays in', async () => {
      const victim = await register(url, 'Wanda');
      const { accessToken, refreshToken } = await signedIn(victim);
      for (let guess = 0; guess < 10; guess += 1) {
        expect(outcomeOf(await tryLogIn(url, victim.email, wrongPassword))).toBe('INVALID_CREDENTIALS');
      }
      expect(outcomeOf(await tryLogIn(url, victim.email, victim.password))).toBe('ACCOUNT_LOCKED');

      const me = await post<{ me: unknown }>(url, '{ me { displayName } }', {}, { token: accessToken });
      expect(me.data.me).toEqual({ displayName: 'Wanda' });
      const refreshed = await tryRefresh(url, refreshToken);
      expect(outcomeOf(refreshed)).toBe('OK');
      expect(await statusOf(refreshed.data.in.tokens?.accessToken ?? '')).toBe(200);
    });

    it('is told the same of an account that exists and of one that does not', async () => {
      const known = await register(url, 'Xenia');
      const ofKnown = await tryLogIn(url, known.email, wrongPassword);
      const ofUnknown = await tryLogIn(url, 'nobody.at.all@example.com', wrongPassword);
      const shown = ({ status, data, errors }: typeof ofKnown) => ({ status, data, errors });
      expect(shown(ofKnown)).toEqual(shown(ofUnknown));
      expect(ofKnown).toMatchObject({
        status: 200,
        data: { in: { user: null, tokens: null, errors: [{ code: 'INVALID_CREDENTIALS' }] } },
      });
    });

    it('is told the same of both when they are locked', async () => {
      const known = await register(url, 'Yara');
      const locked = async (identifier: string) => {
        const guesses = Array.from({ length: 12 }, () => tryLogIn(url, identifier, wrongPassword));
        const answers = await Promise.all(guesses);
        return {
          outcomes: tally(answers.map(outcomeOf)),
          refusal: answers.find((answer) => outcomeOf(answer) === 'ACCOUNT_LOCKED')?.data.in,
        };
      };
      const ofKnown = await locked(known.email);
      expect(ofKnown).toEqual(await locked('nobody.else@example.com'));
      expect(ofKnown.outcomes).toEqual({ INVALID_CREDENTIALS: 10, ACCOUNT_LOCKED: 2 });
    });
  });

  describe('by many logins in one request', () => {
    const alias = (person: Person, password: string, name: string) =>
      `${name}: login(input: { identifier: "${person.email}", password: "${password}", delivery: BEARER }) {
         tokens { accessToken } errors { code }
       }`;

    it.each<[string, (logins: readonly string[]) => string]>([
      ['ten aliases', (logins) => `mutation { ${logins.join(' ')} }`],
      ['ten aliases in a fragment', (logins) => `mutation { ...Ten } fragment Ten on Mutation { ${logins.join(' ')} }`],
      [
        'ten aliases with something else in between',
        (logins) => `mutation { ${logins.join(' logout { revokedSessions } ')} }`,
      ],
    ])('is refused with %s, the right password among them, and none is looked at', async (_way, operationOf) => {
      const victim = await register(url, 'Zoe');
      const logins = Array.from({ length: 10 }, (_, nth) =>
        alias(victim, nth === 0 ? victim.password : wrongPassword, `a${nth}`),
      );
      const answer = await post<Record<string, SignedIn> | undefined>(url, operationOf(logins));
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(answer.data).toBeUndefined();
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await checksOf(victim)).toBe(0);
      expect(await sessionsOf(victim)).toBe(1);
    });

    it('is refused with ten operations in an array', async () => {
      const victim = await register(url, 'Abel');
      const query = `mutation { ${alias(victim, victim.password, 'in')} }`;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: 10 }, () => ({ query }))),
      });
      expect(response.status).toBe(400);
      expect(await sessionsOf(victim)).toBe(1);
    });

    /** A check that succeeds leaves no attempt behind, but a session. */
    async function sessionsOf({ id }: Person): Promise<number> {
      const { rowCount } = await users.query('select from session where user_id = $1', [id]);
      return rowCount ?? 0;
    }
  });

  describe('with a refresh token that is not theirs', () => {
    it('leaves at most one family alive with twenty refreshes at once, and none of them fails', async () => {
      const { accessToken, refreshToken } = await signedIn(await register(url, 'Bela'));
      const answers = await Promise.all(Array.from({ length: 20 }, () => tryRefresh(url, refreshToken)));
      expect(answers.map(({ status, errors }) => [status, errors])).toEqual(answers.map(() => [200, []]));
      const { OK: won = 0, TOKEN_INVALID: refused = 0 } = tally(answers.map(outcomeOf));
      expect(won).toBeLessThanOrEqual(1);
      expect(won + refused).toBe(20);

      const given = answers.flatMap(({ data }) => data.in.tokens ?? []);
      const alive = [];
      for (const tokens of given) {
        const next = await tryRefresh(url, tokens.refreshToken);
        if (outcomeOf(next) === 'OK') alive.push(next);
      }
      expect(alive.length).toBeLessThanOrEqual(1);
      // The others were reuses, by whom nobody can say: the family ends, and with it every access token it had.
      for (const token of [accessToken, ...given.map((tokens) => tokens.accessToken)]) {
        await eventually(async () => expect(await statusOf(token)).toBe(401), soonMs);
      }
    });

    it('ends the session by using a spent one, and its socket is closed soon', async () => {
      const victim = await register(url, 'Cleo');
      const stolen = await signedIn(victim);
      const fresh = (await tryRefresh(url, stolen.refreshToken)).data.in.tokens;
      if (fresh === null) throw new Error('the refresh gave no tokens');
      const watch = 'subscription { foodOrderChanged { cursor } }';
      const [ofTheSession, ofAnother] = [
        await openSocket(url, fresh.accessToken, watch),
        await openSocket(url, victim.token, watch),
      ];

      expect([ofTheSession.closeCode(), ofAnother.closeCode()]).toEqual([null, null]);
      expect(outcomeOf(await tryRefresh(url, stolen.refreshToken))).toBe('TOKEN_INVALID');
      await eventually(() => expect(ofTheSession.closeCode()).toBe(4403), soonMs);
      expect(outcomeOf(await tryRefresh(url, fresh.refreshToken))).toBe('TOKEN_INVALID');
      expect(await statusOf(fresh.accessToken)).toBe(401);

      // The same person's other session has nothing to do with it.
      expect(ofAnother.closeCode()).toBeNull();
      expect(await statusOf(victim.token)).toBe(200);
      ofAnother.end();
    });
  });
});
