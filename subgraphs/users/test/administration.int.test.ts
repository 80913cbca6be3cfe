import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import type { Role } from '../src/domain/roles';
import { goodPassword, operationsOf, type Registered, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const answered = 'user { id role isActive scopes displayName email } errors { __typename code path }';
const mutations = {
  roleAssign: `mutation ($input: RoleAssignInput!) { roleAssign(input: $input) { ${answered} } }`,
  scopeGrant: `mutation ($input: ScopeGrantInput!) { scopeGrant(input: $input) { ${answered} } }`,
  userStatusSet: `mutation ($input: UserStatusInput!) { userStatusSet(input: $input) { ${answered} } }`,
} as const;
type Name = keyof typeof mutations;

interface Payload {
  readonly user: { readonly id: string; readonly role: Role; readonly isActive: boolean; readonly scopes: string[] };
  readonly errors: readonly { code: string; path: string[] }[];
}

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let anna: Registered;
let admin: Registered;
let boss: Registered;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
beforeEach(async () => {
  await subject.database.query('delete from user_account');
  anna = await api.registered();
  admin = await registeredAs('ADMIN');
  boss = await registeredAs('SUPER_ADMIN');
});
afterAll(() => subject.stop());

/** Somebody with that role, and a token that was made with it. */
async function registeredAs(role: Role): Promise<Registered> {
  const person = await api.registered();
  await subject.database.query('update user_account set role = $2 where id = $1', [person.id, role]);
  const { tokens } = await api.login(String(person.user['email']));
  return {
    ...person,
    viewer: viewerOf(String(tokens?.accessToken)),
    refreshToken: String(tokens?.refreshToken),
  };
}
const ask = async (name: Name, input: Record<string, unknown>, viewer: Viewer | null) =>
  (await subject.run(mutations[name], { input: { userId: anna.id, reason: 'Asked for', ...input } }, { viewer })).body;
const act = async (name: Name, input: Record<string, unknown>, { viewer }: Registered): Promise<Payload> => {
  const { data, errors } = await ask(name, input, viewer);
  expect(errors).toBeUndefined();
  return data?.[name] as Payload;
};
const isOpen = async ({ refreshToken }: Registered) => (await api.refresh(refreshToken)).errors.length === 0;
const audit = () =>
  subject.database.query('select actor_id, action, target_id, before, after, reason, at from audit_entry order by id');
const auditOf = async (targetId: string) =>
  (await audit()).filter((entry: { target_id: string }) => entry.target_id === targetId);
const updatesOf = async (userId: string) => {
  const rows = await subject.database.query(
    "select envelope from outbox where type = 'user.updated' and aggregate_id = $1 order by id",
    [userId],
  );
  return rows.map(({ envelope }: { envelope: { data: unknown } }) => envelope.data);
};
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['user_account', 'scope_grant', 'session', 'audit_entry', 'outbox'].map((table) =>
        subject.database.query(
          `select * from ${table === 'outbox' ? '(select event_id, envelope from outbox) events' : table} order by 1`,
        ),
      ),
    ),
  );

const good: Readonly<Record<Name, Record<string, unknown>>> = {
  roleAssign: { role: 'MODERATOR' },
  scopeGrant: { scope: 'users:read', granted: true },
  userStatusSet: { isActive: false },
};
const names = Object.keys(mutations) as Name[];

describe('every act of an administrator', () => {
  it.each(names)('%s is kept for ever: who, what, before, after, why, when', async (name) => {
    subject.clock.now = new Date('2030-03-01T09:00:00.000Z');
    expect((await act(name, { ...good[name], reason: ' She asked for it ' }, boss)).errors).toEqual([]);
    const changes = {
      roleAssign: ['ROLE_ASSIGN', { role: 'USER' }, { role: 'MODERATOR' }],
      scopeGrant: ['SCOPE_GRANT', { scopes: [] }, { scopes: ['users:read'] }],
      userStatusSet: ['USER_STATUS_SET', { isActive: true }, { isActive: false }],
    } as const;
    const [action, before, after] = changes[name];
    expect(await auditOf(anna.id)).toEqual([
      {
        actor_id: boss.id,
        action,
        target_id: anna.id,
        before,
        after,
        reason: 'She asked for it',
        at: new Date('2030-03-01T09:00:00.000Z'),
      },
    ]);
    for (const change of ["update audit_entry set reason = 'x'", 'delete from audit_entry', 'truncate audit_entry']) {
      await expect(subject.database.query(change)).rejects.toThrow('append-only');
    }
  });

  it.each(names)('%s that changes nothing leaves no trace', async (name) => {
    await act(name, good[name], boss);
    const before = await everything();
    expect((await act(name, good[name], boss)).errors).toEqual([]);
    expect(await everything()).toBe(before);
  });

  it.each(names)('%s is refused to the anonymous, to customers, to moderators and to kitchens', async (name) => {
    const moderator = await registeredAs('MODERATOR');
    const cook = { ...anna.viewer, scopes: ['food:kitchen'] };
    const before = await everything();
    for (const viewer of [anna.viewer, cook, moderator.viewer]) {
      const body = await ask(name, { ...good[name], userId: boss.id }, viewer);
      expect(body).toMatchObject({ data: { [name]: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    const anonymous = await ask(name, good[name], null);
    expect(anonymous).toMatchObject({ data: { [name]: null }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await everything()).toBe(before);
  });

  it.each(names)('%s asks the database, not the token, who may', async (name) => {
    const scopes = ['roles:assign', 'users:manage'];
    const was = { ...anna.viewer, role: 'SUPER_ADMIN' as const, scopes };
    await subject.database.query('update user_account set is_active = false where id = $1', [admin.id]);
    const before = await everything();
    for (const viewer of [was, { ...admin.viewer, scopes }, { ...boss.viewer, userId: newId('user') }]) {
      const body = await ask(name, { ...good[name], userId: boss.id }, viewer);
      expect(body).toMatchObject({ data: { [name]: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    expect(await everything()).toBe(before);
  });

  it.each(
    names.flatMap((name) => [
      ...[newId('user'), newId('session'), '', 'x'.repeat(10_000), '\u0000', '\ud800', "' or 1=1 --"].map(
        (userId) => [name, { userId }, 'NOT_FOUND', 'userId'] as const,
      ),
      ...['', ' ', 'x'.repeat(501), 'a\u0000b', 'a\ud800b', 'two\nlines', '\u202Eevil'].map(
        (reason) => [name, { reason }, 'VALIDATION', 'reason'] as const,
      ),
    ]),
  )('%s is refused for %.60j, and nothing has changed', async (name, input, code, field) => {
    const before = await everything();
    const { user, errors } = await act(name, { ...good[name], ...input }, boss);
    expect(user).toBeNull();
    expect(errors).toMatchObject([{ code, path: ['input', field] }]);
    expect(await everything()).toBe(before);
  });

  it.each(
    names.flatMap((name) => [
      [name, { userId: null }] as const,
      [name, { reason: 1 }] as const,
      [name, { reason: null }] as const,
      [name, { role: 'KING' }] as const,
      [name, { granted: 'yes' }] as const,
      [name, { isActive: 0 }] as const,
      [name, { status: 'OFF' }] as const,
    ]),
  )('%s is refused by its types for %j', async (name, input) => {
    const before = await everything();
    const { errors = [] } = await ask(name, { ...good[name], ...input }, boss.viewer);
    expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    expect(await everything()).toBe(before);
  });
});

describe('assigning a role', () => {
  it('takes effect at once: all sessions of the user end, and the next token has the new scopes', async () => {
    const { user, errors } = await act('roleAssign', { role: 'MODERATOR' }, admin);
    expect(errors).toEqual([]);
    expect(user).toMatchObject({ id: anna.id, role: 'MODERATOR', scopes: ['users:read'] });
    expect(await isOpen(anna)).toBe(false);
    expect(await isOpen(admin)).toBe(true);
    const { tokens } = await api.login(String(anna.user['email']));
    expect(viewerOf(String(tokens?.accessToken))).toMatchObject({ role: 'MODERATOR', scopes: ['users:read'] });
    expect(await updatesOf(anna.id)).toEqual([
      expect.objectContaining({ userId: anna.id, changed: ['role', 'scopes'], role: 'MODERATOR' }),
    ]);
  });

  it.each([
    ['an ADMIN makes an ADMIN', 'admin', 'anna', 'ADMIN', 'role'],
    ['an ADMIN makes a SUPER_ADMIN', 'admin', 'anna', 'SUPER_ADMIN', 'role'],
    ['an ADMIN unmakes a SUPER_ADMIN', 'admin', 'boss', 'USER', 'userId'],
    ['an ADMIN changes their own role', 'admin', 'admin', 'SUPER_ADMIN', 'userId'],
    ['a SUPER_ADMIN steps down', 'boss', 'boss', 'USER', 'userId'],
  ] as const)('is refused when %s', async (_case, who, whom, role, field) => {
    const people = { anna, admin, boss };
    const before = await everything();
    const { user, errors } = await act('roleAssign', { userId: people[whom].id, role }, people[who]);
    expect(user).toBeNull();
    expect(errors).toEqual([{ __typename: 'ValidationError', code: 'ROLE_NOT_ASSIGNABLE', path: ['input', field] }]);
    expect(await everything()).toBe(before);
  });

  it('is for a SUPER_ADMIN when it makes or unmakes an ADMIN', async () => {
    const made = await act('roleAssign', { role: 'ADMIN' }, boss);
    expect(made.user.scopes).toEqual([
      'booking:manage',
      'booking:read',
      'catalog:write',
      'food:read:any',
      'food:write',
      'inventory:read',
      'inventory:write',
      'ledger:read',
      'orders:manage',
      'orders:read:any',
      'payments:capture',
      'payments:read:any',
      'payments:refund',
      'platform:admin',
      'roles:assign',
      'users:manage',
      'users:read',
    ]);
    expect((await act('roleAssign', { role: 'USER' }, boss)).user.scopes).toEqual([]);
  });

  it('leaves one SUPER_ADMIN when two unmake each other at the same time', async () => {
    const second = await registeredAs('SUPER_ADMIN');
    const bodies = await Promise.all([
      ask('roleAssign', { userId: second.id, role: 'USER' }, boss.viewer),
      ask('roleAssign', { userId: boss.id, role: 'USER' }, second.viewer),
    ]);
    // Whoever came second was no SUPER_ADMIN any more.
    expect(bodies.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']))).toEqual([
      'FORBIDDEN',
    ]);
    const left = await subject.database.query("select from user_account where role = 'SUPER_ADMIN'");
    expect(left).toHaveLength(1);
  });

  it('lets no login with the old role slip through while it happens', async () => {
    const email = String(anna.user['email']);
    const [, ...logins] = await Promise.all([
      act('roleAssign', { role: 'MODERATOR' }, boss),
      ...Array.from({ length: 8 }, () => api.login(email, goodPassword)),
    ]);
    for (const { tokens } of logins) {
      const { role } = viewerOf(String(tokens?.accessToken));
      const { errors } = await api.refresh(String(tokens?.refreshToken));
      expect(role === 'MODERATOR').toBe(errors.length === 0);
    }
  });
});

describe('granting a scope', () => {
  it('adds it to the role for the user’s next tokens, and taking it back ends what carries it', async () => {
    const { user } = await act('scopeGrant', { scope: 'users:read', granted: true }, admin);
    expect(user).toMatchObject({ role: 'USER', scopes: ['users:read'] });
    const { tokens } = await api.refresh(anna.refreshToken);
    expect(viewerOf(String(tokens?.accessToken)).scopes).toEqual(['users:read']);

    const without = await act('scopeGrant', { scope: 'users:read', granted: false }, admin);
    expect(without.user.scopes).toEqual([]);
    expect((await api.refresh(String(tokens?.refreshToken))).errors).toMatchObject([{ code: 'TOKEN_INVALID' }]);
    expect(await updatesOf(anna.id)).toMatchObject([{ changed: ['scopes'] }, { changed: ['scopes'] }]);
  });

  it.each(['', 'everything', 'users:read\u0000', 'x'.repeat(10_000), 'food:kitchen', 'toString'])(
    'is refused for %.20j, which is none to grant',
    async (scope) => {
      const before = await everything();
      const { errors } = await act('scopeGrant', { scope, granted: true }, boss);
      expect(errors).toMatchObject([{ code: 'VALIDATION', path: ['input', 'scope'] }]);
      expect(await everything()).toBe(before);
    },
  );

  it('is refused for scopes of roles that the granter has not', async () => {
    // Somebody who may assign, by a grant alone: that makes them no administrator.
    await act('scopeGrant', { userId: anna.id, scope: 'roles:assign', granted: true }, boss);
    const ben = await api.registered();
    const viewer = { ...anna.viewer, scopes: ['roles:assign'] };
    const before = await everything();
    const granted = await act(
      'scopeGrant',
      { userId: ben.id, scope: 'users:manage', granted: true },
      { ...anna, viewer },
    );
    expect(granted.errors).toMatchObject([{ code: 'ROLE_NOT_ASSIGNABLE', path: ['input', 'scope'] }]);
    const assigned = await act('roleAssign', { userId: ben.id, role: 'MODERATOR' }, { ...anna, viewer });
    expect(assigned.errors).toMatchObject([{ code: 'ROLE_NOT_ASSIGNABLE', path: ['input', 'role'] }]);
    expect(await everything()).toBe(before);
  });

  it('is refused to oneself and on somebody above', async () => {
    for (const userId of [admin.id, boss.id]) {
      const { errors } = await act('scopeGrant', { userId, scope: 'users:read', granted: true }, admin);
      expect(errors).toMatchObject([{ code: 'ROLE_NOT_ASSIGNABLE', path: ['input', 'userId'] }]);
    }
  });

  it('shows who may not read users no more than a name', async () => {
    await act('scopeGrant', { userId: anna.id, scope: 'roles:assign', granted: true }, boss);
    const ben = await api.registered();
    const viewer = { ...anna.viewer, scopes: ['roles:assign'] };
    const { user } = await act('roleAssign', { userId: ben.id, role: 'USER' }, { ...anna, viewer });
    expect(user).toEqual({
      id: ben.id,
      displayName: ben.user['displayName'],
      role: null,
      isActive: null,
      scopes: null,
      email: null,
    });
  });
});

describe('switching an account off', () => {
  it('ends all its sessions and lets nobody in, until it is switched on again', async () => {
    const email = String(anna.user['email']);
    const other = await api.login(email);
    const { user } = await act('userStatusSet', { isActive: false }, admin);
    expect(user).toMatchObject({ id: anna.id, isActive: false });
    expect(await isOpen(anna)).toBe(false);
    expect((await api.refresh(String(other.tokens?.refreshToken))).errors).toHaveLength(1);
    expect((await api.login(email)).errors).toMatchObject([{ code: 'ACCOUNT_DISABLED' }]);
    expect((await act('userStatusSet', { isActive: true }, admin)).user.isActive).toBe(true);
    expect((await api.login(email)).errors).toEqual([]);
    // What ended stays ended.
    expect(await isOpen(anna)).toBe(false);
    expect(await updatesOf(anna.id)).toMatchObject([
      { changed: ['isActive'], isActive: false },
      { changed: ['isActive'], isActive: true },
    ]);
  });

  it('is refused by an ADMIN for another and a SUPER_ADMIN, by a granted scope for roles above, and for oneself', async () => {
    const otherAdmin = await registeredAs('ADMIN');
    const moderator = await registeredAs('MODERATOR');
    await act('scopeGrant', { userId: moderator.id, scope: 'users:manage', granted: true }, boss);
    const helper = { ...moderator, viewer: { ...moderator.viewer, scopes: ['users:read', 'users:manage'] } };
    const before = await everything();
    for (const [who, userId] of [
      [admin, boss.id],
      [admin, otherAdmin.id],
      [helper, admin.id],
      [admin, admin.id],
      [boss, boss.id],
    ] as const) {
      const { errors } = await act('userStatusSet', { userId, isActive: false }, who);
      expect(errors).toEqual([{ __typename: 'ForbiddenError', code: 'FORBIDDEN', path: ['input', 'userId'] }]);
    }
    expect(await everything()).toBe(before);
  });

  it('leaves one active SUPER_ADMIN when two switch each other off at the same time', async () => {
    const second = await registeredAs('SUPER_ADMIN');
    await Promise.all([
      ask('userStatusSet', { userId: second.id, isActive: false }, boss.viewer),
      ask('userStatusSet', { userId: boss.id, isActive: false }, second.viewer),
    ]);
    const left = await subject.database.query("select from user_account where role = 'SUPER_ADMIN' and is_active");
    expect(left).toHaveLength(1);
  });
});
