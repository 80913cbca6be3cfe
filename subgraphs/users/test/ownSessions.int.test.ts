import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { eventually } from '@marquee/shared/testing';
import { goodPassword, operationsOf, type Registered, viewerOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const mineQuery = `{ me { sessions {
  id deviceName userAgent ipAddress createdAt lastSeenAt expiresAt isCurrent
} } }`;
const revokeMutation = `mutation ($id: ID!) {
  sessionRevoke(id: $id) { ok errors { __typename code path ... on NotFoundError { missingId } } }
}`;

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let anna: Registered;
let ben: Registered;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
beforeEach(async () => {
  subject.clock.now = new Date('2030-01-01T12:00:00.000Z');
  [anna, ben] = [await api.registered(), await api.registered()];
});
afterAll(() => subject.stop());

const ask = async (query: string, variables: Record<string, unknown>, viewer: Viewer | null) =>
  (await subject.run(query, variables, { viewer })).body;
const later = (ms: number) => {
  subject.clock.now = new Date(subject.clock.now.getTime() + ms);
};
const logIn = async ({ user }: Registered, caller = {}, more = {}) => {
  const { tokens, errors } = await api.login(String(user['email']), goodPassword, caller, more);
  expect(errors).toEqual([]);
  return { viewer: viewerOf(String(tokens?.accessToken)), refreshToken: String(tokens?.refreshToken) };
};
const sessionsOf = async (viewer: Viewer) => {
  const { data } = await ask(mineQuery, {}, viewer);
  return (data as { me: { sessions: ({ id: string } & Record<string, unknown>)[] } }).me.sessions;
};
const revoke = async (id: string, viewer: Viewer) =>
  (await ask(revokeMutation, { id }, viewer)).data?.['sessionRevoke'];
const notFound = (missingId: string) => ({
  ok: false,
  errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'], missingId }],
});

describe('the own sessions', () => {
  it('are the open ones, used last first, with the device and which one asks', async () => {
    later(1_000);
    const caller = { clientIp: '203.0.113.9', userAgent: 'Tablet/1.0' };
    const { viewer } = await logIn(anna, caller, { deviceName: 'Kitchen tablet' });
    expect(await sessionsOf(anna.viewer)).toEqual([
      {
        id: viewer.sessionId,
        deviceName: 'Kitchen tablet',
        userAgent: 'Tablet/1.0',
        ipAddress: '203.0.113.9',
        createdAt: '2030-01-01T12:00:01.000Z',
        lastSeenAt: '2030-01-01T12:00:01.000Z',
        expiresAt: '2030-01-01T13:00:01.000Z',
        isCurrent: false,
      },
      expect.objectContaining({ id: anna.viewer.sessionId, isCurrent: true }),
    ]);
  });

  it('are seen last when they were refreshed', async () => {
    await logIn(anna);
    later(60_000);
    await api.refresh(anna.refreshToken);
    const [first] = await sessionsOf(anna.viewer);
    expect(first).toMatchObject({
      id: anna.viewer.sessionId,
      createdAt: '2030-01-01T12:00:00.000Z',
      lastSeenAt: '2030-01-01T12:01:00.000Z',
      expiresAt: '2030-01-01T13:01:00.000Z',
    });
  });

  it('are those that have neither ended nor expired', async () => {
    const { viewer } = await logIn(anna);
    await api.logout({ viewer });
    expect((await sessionsOf(anna.viewer)).map(({ id }) => id)).toEqual([anna.viewer.sessionId]);
    later(3_600_000);
    expect(await sessionsOf(anna.viewer)).toEqual([]);
  });

  it('are nobody else’s to see, by any way, not even for a holder of users:read', async () => {
    const entities = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
      ... on Session { id ipAddress isCurrent } ... on User { id sessions { id } }
    } }`;
    const { sessionId } = anna.viewer;
    const refs = [
      { __typename: 'Session', id: sessionId },
      { __typename: 'User', id: anna.id },
    ];
    expect(await ask(entities, { refs }, anna.viewer)).toEqual({
      data: {
        _entities: [
          { id: sessionId, ipAddress: '198.51.100.7', isCurrent: true },
          { id: anna.id, sessions: [{ id: sessionId }] },
        ],
      },
    });
    for (const viewer of [ben.viewer, { ...ben.viewer, scopes: ['users:read'] }]) {
      expect(await ask(entities, { refs }, viewer)).toEqual({
        data: { _entities: [null, { id: anna.id, sessions: null }] },
      });
    }
    expect(await ask(entities, { refs }, null)).toEqual({ data: { _entities: [null, null] } });
    const unknown = [newId('session'), '', '\u0000'].map((id) => ({ __typename: 'Session', id }));
    expect(await ask(entities, { refs: unknown }, anna.viewer)).toEqual({ data: { _entities: [null, null, null] } });
  });
});

describe('ending a session', () => {
  it('ends that one and no other, and tells the gateway', async () => {
    const { viewer, refreshToken } = await logIn(anna);
    expect(await revoke(viewer.sessionId, anna.viewer)).toEqual({ ok: true, errors: [] });
    expect((await api.refresh(refreshToken)).errors).toMatchObject([{ code: 'TOKEN_INVALID' }]);
    expect((await api.refresh(anna.refreshToken)).errors).toEqual([]);
    const { body } = await subject.users.handleRoute({
      method: 'GET',
      url: '/internal/revocations?since=0',
      headers: subject.identity(),
    });
    const { sessions } = JSON.parse(body) as { sessions: { id: string }[] };
    expect(sessions.map(({ id }) => id)).toContain(viewer.sessionId);
    // Once ended, it stays so, and nothing is said twice.
    expect(await revoke(viewer.sessionId, anna.viewer)).toEqual({ ok: true, errors: [] });
    const told = `select from outbox where type = 'session.revoked' and aggregate_id = $1`;
    expect(await subject.database.query(told, [viewer.sessionId])).toHaveLength(1);
  });

  it('answers for somebody else’s as for one that is not there, and ends nothing', async () => {
    const { sessionId } = anna.viewer;
    for (const viewer of [ben.viewer, { ...ben.viewer, role: 'SUPER_ADMIN' as const, scopes: ['users:manage'] }]) {
      expect(await revoke(sessionId, viewer)).toEqual(notFound(sessionId));
      for (const id of [newId('session'), ben.id, '', 'x'.repeat(10_000), '\u0000', '\ud800', "' or 1=1 --"]) {
        expect(await revoke(id, viewer)).toEqual(notFound(id));
      }
    }
    expect((await api.refresh(anna.refreshToken)).errors).toEqual([]);
    const { data, errors } = await ask(revokeMutation, { id: sessionId }, null);
    expect(data).toEqual({ sessionRevoke: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('watching the own sessions', () => {
  const watch = `subscription ($after: EventCursor) {
    mySessions(after: $after) { cursor occurredAt kind session { id isCurrent lastSeenAt } }
  }`;
  interface Seen {
    readonly cursor: string;
    readonly kind: string;
    readonly session: { readonly id: string; readonly isCurrent: boolean };
  }

  const started: AsyncIterableIterator<unknown>[] = [];
  afterEach(async () => {
    for (const stream of started.splice(0)) await stream.return?.();
  });
  const subscribe = async (viewer: Viewer | null, after?: string) => {
    const stream = await subject.users.subscribe({
      query: watch,
      variables: after === undefined ? {} : { after },
      headers: subject.identity({ viewer }),
    });
    started.push(stream);
    return {
      next: async (): Promise<Seen> => {
        const { value } = await stream.next();
        expect(value?.errors).toBeUndefined();
        const data = value?.data as unknown as { mySessions: Seen };
        return data.mySessions;
      },
      result: async () => (await stream.next()).value,
    };
  };
  const published = () =>
    eventually(async () => {
      expect(await subject.database.query('select from outbox where published_at is null')).toHaveLength(0);
    });

  it('shows how they come, are used and go, and nobody else’s', async () => {
    await published();
    const mine = await subscribe(anna.viewer);
    const bens = await subscribe(ben.viewer);
    const device = await logIn(anna);
    await api.refresh(device.refreshToken);
    await revoke(device.viewer.sessionId, anna.viewer);
    await api.refresh(anna.refreshToken);
    await api.refresh(ben.refreshToken);
    const seen = [await mine.next(), await mine.next(), await mine.next(), await mine.next()];
    expect(seen.map(({ kind, session }) => [kind, session.id, session.isCurrent])).toEqual([
      ['STARTED', device.viewer.sessionId, false],
      ['REFRESHED', device.viewer.sessionId, false],
      ['REVOKED', device.viewer.sessionId, false],
      ['REFRESHED', anna.viewer.sessionId, true],
    ]);
    // The first that ben sees is his own, although it was the last of all.
    expect((await bens.next()).session.id).toBe(ben.viewer.sessionId);
  });

  it('replays what was missed after a cursor, in order and none twice', async () => {
    await published();
    const before = await subscribe(anna.viewer);
    const device = await logIn(anna);
    const { cursor } = await before.next();
    await api.refresh(device.refreshToken);
    await revoke(device.viewer.sessionId, anna.viewer);
    await published();
    const after = await subscribe(anna.viewer, cursor);
    expect([(await after.next()).kind, (await after.next()).kind]).toEqual(['REFRESHED', 'REVOKED']);
    await logIn(anna);
    expect((await after.next()).kind).toBe('STARTED');
    const bens = await subscribe(ben.viewer, cursor);
    await api.refresh(ben.refreshToken);
    expect((await bens.next()).session.id).toBe(ben.viewer.sessionId);
  });

  it('passes over a session that was forgotten meanwhile', async () => {
    await published();
    const before = await subscribe(anna.viewer);
    await logIn(anna);
    const { cursor } = await before.next();
    const forgotten = await logIn(anna);
    const kept = await logIn(anna);
    await published();
    await subject.database.query('delete from session where id = $1', [forgotten.viewer.sessionId]);
    const after = await subscribe(anna.viewer, cursor);
    expect((await after.next()).session.id).toBe(kept.viewer.sessionId);
  });

  it('is refused to the anonymous and with a cursor of nothing', async () => {
    const anonymous = await (await subscribe(null)).result();
    expect(anonymous).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    for (const after of ['nonsense', '', '\u0000', 'x'.repeat(10_000)]) {
      const { errors } = await (await subscribe(anna.viewer, after)).result();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});
