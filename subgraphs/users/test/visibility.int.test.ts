import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { type CountedUsers, startCountedUsers } from './support/countedUsers';
import { operationsOf, type Registered } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const fields = `id email username displayName firstName lastName phone locale preferredCurrency role scopes isActive
  emailVerifiedAt createdAt updatedAt fullName`;
const meQuery = `{ me { ${fields} } }`;
const userQuery = `query ($id: ID!) { user(id: $id) { ${fields} } }`;
const entitiesQuery = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { ${fields} } } }`;

let subject: UsersUnderTest;
let anna: Registered;
let ben: Registered;
let clerk: Viewer;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  const api = operationsOf(subject);
  anna = await api.registered({ firstName: 'Anna', lastName: 'Novak', phone: '+14155550123', displayName: 'Anna N.' });
  ben = await api.registered();
  clerk = { ...(await api.registered()).viewer, scopes: ['users:read'] };
});
afterAll(() => subject.stop());

const referenced = (id: string) => ({ refs: [{ __typename: 'User', id }] });
const ask = async (query: string, variables: Record<string, unknown>, viewer: Viewer | null) =>
  (await subject.run(query, variables, { viewer })).body;
/** A reference that names somebody: id and display name, and nothing else. */
const nameOnly = (person: Registered) => {
  const nothing = Object.fromEntries(Object.keys(person.user).map((field) => [field, null]));
  const { displayName } = person.user;
  return { ...nothing, id: person.id, displayName, fullName: displayName };
};

describe('me', () => {
  it('is the signed-in user, whole', async () => {
    expect(await ask(meQuery, {}, anna.viewer)).toEqual({ data: { me: anna.user } });
  });

  it('is null for the anonymous', async () => {
    expect(await ask(meQuery, {}, null)).toEqual({ data: { me: null } });
  });
});

describe('user(id)', () => {
  it('is the user to themself and to a holder of users:read', async () => {
    expect(await ask(userQuery, { id: anna.id }, anna.viewer)).toEqual({ data: { user: anna.user } });
    expect(await ask(userQuery, { id: anna.id }, clerk)).toEqual({ data: { user: anna.user } });
  });

  it('answers somebody else exactly as it answers an id that does not exist', async () => {
    const somebodyElse = await ask(userQuery, { id: anna.id }, ben.viewer);
    expect(somebodyElse).toEqual({ data: { user: null } });
    for (const id of [newId('user'), newId('session'), '', 'x'.repeat(10_000), '\u0000', '\ud800', "' or 1=1 --"]) {
      expect(await ask(userQuery, { id }, ben.viewer)).toEqual(somebodyElse);
      expect(await ask(userQuery, { id }, clerk)).toEqual(somebodyElse);
    }
  });

  it('is refused to the anonymous', async () => {
    const { data, errors } = await ask(userQuery, { id: anna.id }, null);
    expect(data).toEqual({ user: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('userByEmail', () => {
  const query = `query ($email: EmailAddress!) { userByEmail(email: $email) { ${fields} } }`;

  it('is the user, in any spelling, to a holder of users:read', async () => {
    for (const email of [anna.user['email'], ` ${String(anna.user['email']).toUpperCase()} `]) {
      expect(await ask(query, { email }, clerk)).toEqual({ data: { userByEmail: anna.user } });
    }
    expect(await ask(query, { email: 'nobody@example.com' }, clerk)).toEqual({ data: { userByEmail: null } });
  });

  it('is refused to everyone else, for a known and an unknown address alike', async () => {
    for (const email of [anna.user['email'], 'nobody@example.com']) {
      const refused = await ask(query, { email }, ben.viewer);
      expect(refused).toMatchObject({ data: { userByEmail: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      const anonymous = await ask(query, { email }, null);
      expect(anonymous).toMatchObject({
        data: { userByEmail: null },
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  it.each(['', 'anna', '\u0000@example.com', `${'x'.repeat(10_000)}@example.com`])(
    'refuses %.20j as no address',
    async (email) => {
      const { data, errors } = await ask(query, { email }, clerk);
      expect(data?.['userByEmail'] ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    },
  );
});

describe('a reference from another subgraph', () => {
  it('yields id and display name to anyone signed in', async () => {
    expect(await ask(entitiesQuery, referenced(anna.id), ben.viewer)).toEqual({
      data: { _entities: [nameOnly(anna)] },
    });
  });

  it('yields everything to the user and to a holder of users:read', async () => {
    expect(await ask(entitiesQuery, referenced(anna.id), anna.viewer)).toEqual({ data: { _entities: [anna.user] } });
    expect(await ask(entitiesQuery, referenced(anna.id), clerk)).toEqual({ data: { _entities: [anna.user] } });
  });

  it('yields nothing to the anonymous and nothing for what is not there', async () => {
    const nothing = { data: { _entities: [null] } };
    expect(await ask(entitiesQuery, referenced(anna.id), null)).toEqual(nothing);
    for (const id of [newId('user'), '\u0000', '\ud800', 'x'.repeat(10_000)]) {
      expect(await ask(entitiesQuery, referenced(id), ben.viewer)).toEqual(nothing);
    }
  });

  it('by e-mail address finds anyone for a holder of users:read, and nobody for others', async () => {
    const byEmail = (email: unknown) => ({ refs: [{ __typename: 'User', email }] });
    const found = { data: { _entities: [anna.user] } };
    const nobody = { data: { _entities: [null] } };
    const email = String(anna.user['email']);
    expect(await ask(entitiesQuery, byEmail(email), clerk)).toEqual(found);
    expect(await ask(entitiesQuery, byEmail(email.toUpperCase()), clerk)).toEqual(found);
    expect(await ask(entitiesQuery, byEmail('nobody@example.com'), clerk)).toEqual(nobody);
    expect(await ask(entitiesQuery, byEmail(null), clerk)).toEqual(nobody);
    for (const viewer of [ben.viewer, anna.viewer, null]) {
      expect(await ask(entitiesQuery, byEmail(email), viewer)).toEqual(nobody);
    }
  });

  it('is answered for each viewer anew by the same process', async () => {
    const answers = [anna.viewer, ben.viewer, anna.viewer].map((viewer) =>
      ask(entitiesQuery, referenced(anna.id), viewer),
    );
    expect(await Promise.all(answers)).toEqual([
      { data: { _entities: [anna.user] } },
      { data: { _entities: [nameOnly(anna)] } },
      { data: { _entities: [anna.user] } },
    ]);
  });
});

describe('a batch of references', () => {
  let counted: CountedUsers;
  beforeAll(async () => {
    counted = await startCountedUsers(subject);
  });
  afterAll(() => counted.stop());

  const statementsFor = async (selection: string, viewer: Viewer) => {
    const refs = [anna.id, ben.id, anna.id, clerk.userId, newId('user')].map((id) => ({ __typename: 'User', id }));
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { ${selection} } } }`;
    const { data, statements } = await counted.run(query, { refs }, { viewer });
    expect(data['_entities']).toHaveLength(5);
    return statements;
  };

  it('costs one statement, however many there are', async () => {
    expect(await statementsFor('id displayName email', clerk)).toHaveLength(1);
    expect(await statementsFor('id displayName email scopes', ben.viewer)).toHaveLength(2);
  });

  it('costs one more for the scopes of all', async () => {
    expect(await statementsFor('id scopes', clerk)).toHaveLength(2);
  });
});
