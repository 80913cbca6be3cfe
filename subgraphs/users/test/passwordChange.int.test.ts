import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { goodPassword, operationsOf, type Registered, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const mutation = `mutation ($input: PasswordChangeInput!) {
  passwordChange(input: $input) {
    ok
    errors {
      __typename code path
      ... on WeakPasswordError { strength }
      ... on AccountLockedError { lockedUntil }
    }
  }
}`;
const nextPassword = 'quiet-marble-accordion-8';
const wrong = 'wrong-galaxy-umbrella-5';

interface Payload {
  readonly ok: boolean;
  readonly errors: readonly { code: string; path: string[] | null }[];
}

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let anna: Registered;
let email: string;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
beforeEach(async () => {
  anna = await api.registered();
  email = String(anna.user['email']);
});
afterAll(() => subject.stop());

const ask = async (input: Record<string, unknown>, viewer: Viewer | null = anna.viewer) =>
  (await subject.run(mutation, { input }, { viewer })).body;
const change = async (input: Record<string, unknown> = {}, viewer = anna.viewer): Promise<Payload> => {
  const { data, errors } = await ask({ currentPassword: goodPassword, newPassword: nextPassword, ...input }, viewer);
  expect(errors).toBeUndefined();
  return data?.['passwordChange'] as Payload;
};
const logInOk = async (password: string) => (await api.login(email, password)).errors.length === 0;
const device = async () => {
  const { tokens } = await api.login(email);
  return { viewer: viewerOf(String(tokens?.accessToken)), refreshToken: String(tokens?.refreshToken) };
};
const isOpen = async (refreshToken: string) => (await api.refresh(refreshToken)).errors.length === 0;
const stored = () =>
  subject.database.query(`select password_hash, updated_at, (select count(*) from session where revoked_at is null)
    from user_account order by id`);

describe('changing the password', () => {
  it('makes the new one the only one, and ends every other session of the user', async () => {
    const other = await device();
    const stranger = await api.registered();
    expect(await change()).toEqual({ ok: true, errors: [] });
    expect(await logInOk(goodPassword)).toBe(false);
    expect(await logInOk(nextPassword)).toBe(true);
    expect(await isOpen(other.refreshToken)).toBe(false);
    expect(await isOpen(anna.refreshToken)).toBe(true);
    expect(await isOpen(stranger.refreshToken)).toBe(true);
    const told = `select from outbox where type = 'session.revoked' and aggregate_id = $1`;
    expect(await subject.database.query(told, [other.viewer.sessionId])).toHaveLength(1);
    expect(await subject.database.query(told, [anna.viewer.sessionId])).toHaveLength(0);
  });

  it('keeps the other sessions for who asks for it', async () => {
    const other = await device();
    expect((await change({ revokeOtherSessions: false })).ok).toBe(true);
    expect(await isOpen(other.refreshToken)).toBe(true);
  });

  it('lets one of two at once through: the other’s current password is not current any more', async () => {
    const answers = await Promise.all([change(), change({ newPassword: 'another-lantern-violin-2' })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  });

  it('lets no login with the old password slip through while it happens', async () => {
    const [changed, ...logins] = await Promise.all([
      change(),
      ...Array.from({ length: 8 }, () => api.login(email, goodPassword)),
    ]);
    expect(changed).toMatchObject({ ok: true });
    const open = logins.flatMap(({ tokens }) => tokens?.refreshToken ?? []);
    for (const refreshToken of open) expect(await isOpen(refreshToken)).toBe(false);
  });

  it.each([
    ['a wrong current password', { currentPassword: wrong }, 'INVALID_CREDENTIALS', 'currentPassword'],
    ['an empty current password', { currentPassword: '' }, 'VALIDATION', 'currentPassword'],
    ['a current password with NUL', { currentPassword: 'a\u0000b' }, 'VALIDATION', 'currentPassword'],
    ['a current password over 1 kB', { currentPassword: 'x'.repeat(1_025) }, 'VALIDATION', 'currentPassword'],
    ['an empty new password', { newPassword: '' }, 'VALIDATION', 'newPassword'],
    ['a short new password', { newPassword: 'short' }, 'WEAK_PASSWORD', 'newPassword'],
    ['an easy new password', { newPassword: 'password1234' }, 'WEAK_PASSWORD', 'newPassword'],
    ['half a character', { newPassword: `${nextPassword}\ud800` }, 'VALIDATION', 'newPassword'],
    ['a new password over 1 kB', { newPassword: 'x'.repeat(1_025) }, 'VALIDATION', 'newPassword'],
    ['the same password again', { newPassword: goodPassword }, 'VALIDATION', 'newPassword'],
  ])('is refused for %s, and nothing has changed', async (_case, input, code, field) => {
    const before = await stored();
    expect(await change(input)).toMatchObject({ ok: false, errors: [{ code, path: ['input', field] }] });
    expect(await stored()).toEqual(before);
  });

  it('is refused when the own name is the new password', async () => {
    expect(await change({ newPassword: email })).toMatchObject({ errors: [{ code: 'WEAK_PASSWORD' }] });
  });

  it.each([{ currentPassword: 1 }, { newPassword: null }, { revokeOtherSessions: 'no' }, { userId: 'usr_1' }])(
    'is refused by its types for %j',
    async (input) => {
      const before = await stored();
      const body = await ask({ currentPassword: goodPassword, newPassword: nextPassword, ...input });
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(await stored()).toEqual(before);
    },
  );

  it('is refused to the anonymous and to someone whose account is gone or off', async () => {
    const off = await api.registered();
    await subject.database.query('update user_account set is_active = false where id = $1', [off.id]);
    for (const viewer of [null, { ...anna.viewer, userId: newId('user') }, off.viewer]) {
      const body = await ask({ currentPassword: goodPassword, newPassword: nextPassword }, viewer);
      expect(body).toMatchObject({
        data: { passwordChange: null },
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it('is refused twice in one request, and no password is looked at', async () => {
    const one = (name: string) =>
      `${name}: passwordChange(input: { currentPassword: "${goodPassword}", newPassword: "${nextPassword}" }) { ok errors { code } }`;
    const { body } = await subject.run(`mutation { ${one('a')} ${one('b')} }`, {}, { viewer: anna.viewer });
    const refused = { ok: false, errors: [{ code: 'VALIDATION' }] };
    expect(body.data).toEqual({ a: refused, b: refused });
    expect(await logInOk(goodPassword)).toBe(true);
  });
});

describe('guessing the current password', () => {
  it('is checked ten times of fifty at once, and then no more, the right one either', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => change({ currentPassword: wrong })));
    const codes = answers.map(({ errors }) => errors[0]?.code);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(40);
    const lockedUntil = new Date(subject.clock.now.getTime() + 15 * 60_000).toISOString();
    expect(await change()).toMatchObject({
      ok: false,
      errors: [{ __typename: 'AccountLockedError', code: 'ACCOUNT_LOCKED', lockedUntil }],
    });
  });

  it('from outside locks new logins and nobody who is in', async () => {
    for (let n = 0; n < 10; n += 1) await api.login(email, wrong, { clientIp: `203.0.113.${n}` });
    expect((await api.login(email)).errors).toMatchObject([{ code: 'ACCOUNT_LOCKED' }]);
    const { body } = await subject.run('{ me { id sessions { id } } }', {}, { viewer: anna.viewer });
    expect(body.data).toEqual({ me: { id: anna.id, sessions: [{ id: anna.viewer.sessionId }] } });
    expect((await change()).errors).toEqual([]);
    expect((await api.refresh(anna.refreshToken)).errors).toEqual([]);
  });
});
