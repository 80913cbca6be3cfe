import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { decode, verify } from 'jsonwebtoken';
import { sweepExpired } from '../src/services/sweepExpired';
import { rotateKeyOlderThan, rotateSigningKey } from '../src/services/tokens/rotateSigningKey';
import { operationsOf } from './support/operations';
import { secret, startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
beforeEach(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
afterEach(() => subject.stop());

const start = new Date('2030-01-01T12:00:00.000Z').getTime();
const at = (minutes: number) => {
  subject.clock.now = new Date(start + minutes * 60_000);
};
const options = () => ({ tokenKeySecret: secret, accessTokenSeconds: 900, now: subject.clock.now });
const rotate = () => rotateSigningKey(subject.database, options());
const published = async () => {
  const { body } = await subject.users.handleRoute({ method: 'GET', url: '/.well-known/jwks.json', headers: {} });
  return (JSON.parse(body) as { keys: (JsonWebKey & { kid: string })[] }).keys;
};
const newToken = async () => String((await api.register()).tokens?.accessToken);
const kidOf = (token: string) => decode(token, { complete: true })?.header.kid;
/** As anyone does who knows the published keys and nothing else. */
const verified = async (token: string) => {
  const key = (await published()).find(({ kid }) => kid === kidOf(token));
  if (key === undefined) return 'unknown key';
  const clockTimestamp = subject.clock.now.getTime() / 1000;
  return verify(token, createPublicKey({ key, format: 'jwk' }), { algorithms: ['ES256'], clockTimestamp });
};

describe('replacing the signing key', () => {
  it('publishes the new one first, then signs with it, and keeps the old one until its last token has expired', async () => {
    const [old] = await published();
    const early = await newToken();
    const { kid, signsFrom, isNew } = await rotate();
    expect({ isNew, signsFrom }).toEqual({ isNew: true, signsFrom: new Date(start + 5 * 60_000) });
    expect((await published()).map((key) => key.kid)).toEqual([kid, old?.kid]);

    at(4.9);
    const last = await newToken();
    expect([kidOf(early), kidOf(last)]).toEqual([old?.kid, old?.kid]);
    at(5);
    const first = await newToken();
    expect(kidOf(first)).toBe(kid);

    at(14.9);
    for (const token of [early, last, first]) expect(await verified(token)).toMatchObject({ typ: 'access' });
    // The last token of the old key ends at 19.9.
    at(19.8);
    expect(await verified(last)).toMatchObject({ typ: 'access' });
    at(21.1);
    expect((await published()).map((key) => key.kid)).toEqual([kid]);
    expect(await verified(last)).toBe('unknown key');
    expect(kidOf(await newToken())).toBe(kid);
  });

  it('happens once at a time, however many ask', async () => {
    const rotations = await Promise.all(Array.from({ length: 6 }, rotate));
    expect(new Set(rotations.map(({ kid }) => kid)).size).toBe(1);
    expect(rotations.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await published()).toHaveLength(2);
    at(6);
    expect((await rotate()).isNew).toBe(true);
    expect(await published()).toHaveLength(3);
  });

  it('reaches every replica within half a minute, before the new key signs', async () => {
    await newToken();
    const { kid } = await rotate();
    at(5.5);
    expect(kidOf(await newToken())).toBe(kid);
  });

  it('happens by age, and not before', async () => {
    const [old] = await published();
    const byAge = () => rotateKeyOlderThan(subject.database, { ...options(), maxAgeSeconds: 3_600 });
    at(59);
    expect(await byAge()).toMatchObject({ kid: old?.kid, isNew: false });
    at(61);
    const { kid, isNew } = await byAge();
    expect({ isNew, isOther: kid !== old?.kid }).toEqual({ isNew: true, isOther: true });
    expect(await byAge()).toMatchObject({ kid, isNew: false });
  });

  it('leaves no private key behind that signs nothing any more', async () => {
    await rotate();
    at(30);
    await sweepExpired({ database: subject.database, now: () => subject.clock.now });
    const kids = await subject.database.query('select kid from signing_key');
    expect(kids).toEqual((await published()).map(({ kid }) => ({ kid })));
    expect(kids).toHaveLength(1);
  });
});
