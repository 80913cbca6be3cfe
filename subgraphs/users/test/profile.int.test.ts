import { newId } from '@marquee/shared/ids';
import { operationsOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
});
afterAll(() => subject.stop());

const updates = async (userId: string) =>
  (
    await subject.database.query("select envelope from outbox where type = 'user.updated' and aggregate_id = $1", [
      userId,
    ])
  ).map(({ envelope }: { envelope: { data: unknown } }) => envelope.data);

describe('updating the profile', () => {
  it('changes what is named, leaves the rest, and tells what changed', async () => {
    const { viewer, user, id } = await api.registered({ firstName: 'Old', lastName: 'Name', phone: '+14155550123' });
    subject.clock.now = new Date('2030-01-02T08:00:00.000Z');
    const { user: updated, errors } = await api.updateProfile(
      { displayName: ' New Name ', firstName: null, locale: 'fr', preferredCurrency: 'JPY', username: 'Brand_New' },
      viewer,
    );
    expect(errors).toEqual([]);
    expect(updated).toEqual({
      ...user,
      displayName: 'New Name',
      fullName: 'New Name',
      firstName: null,
      locale: 'fr',
      preferredCurrency: 'JPY',
      username: 'Brand_New',
      updatedAt: '2030-01-02T08:00:00.000Z',
    });
    expect(await updates(id)).toEqual([
      {
        userId: id,
        changed: ['displayName', 'username', 'firstName', 'locale', 'preferredCurrency'],
        username: 'Brand_New',
        displayName: 'New Name',
        role: 'USER',
        locale: 'fr',
        isActive: true,
      },
    ]);
    expect((await api.login('brand_new')).errors).toEqual([]);
  });

  it('is no change and no event when everything stays the same', async () => {
    const { viewer, user, id } = await api.registered();
    const { user: same } = await api.updateProfile({ displayName: user['displayName'] }, viewer);
    expect(same).toEqual(user);
    expect((await api.updateProfile({}, viewer)).user).toEqual(user);
    expect(await updates(id)).toEqual([]);
  });

  it('refuses a username that is taken and changes nothing else with it', async () => {
    const { user: other } = await api.registered({ username: 'first.come' });
    const { viewer, user, id } = await api.registered();
    const { errors } = await api.updateProfile({ username: 'FIRST.come', displayName: 'Changed' }, viewer);
    expect(errors).toMatchObject([{ code: 'USERNAME_TAKEN', path: ['input', 'username'] }]);
    expect(other['username']).toBe('first.come');
    const { body } = await subject.run('{ me { displayName } }', {}, { viewer });
    expect(body.data).toEqual({ me: { displayName: user['displayName'] } });
    expect(await updates(id)).toEqual([]);
  });

  it('lets one of ten at once have a username', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => api.registered()));
    const answers = await Promise.all(people.map(({ viewer }) => api.updateProfile({ username: 'the.one' }, viewer)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(Array(9).fill('USERNAME_TAKEN'));
  });

  it('is refused to the anonymous and to someone whose account is gone', async () => {
    const query = 'mutation { profileUpdate(input: { displayName: "X" }) { user { id } } }';
    const gone = { userId: newId('user'), sessionId: newId('session'), role: 'USER', scopes: [] } as const;
    for (const viewer of [null, gone]) {
      const { body } = await subject.run(query, {}, { viewer });
      expect(body.data).toEqual({ profileUpdate: null });
      expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });
});
