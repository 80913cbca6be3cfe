import type { Viewer } from '@marquee/shared/auth';
import { encodeCursor } from '@marquee/shared/pagination';
import { type CountedUsers, startCountedUsers } from './support/countedUsers';
import { operationsOf } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const listQuery = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    edges { cursor node { username } }
    nodes { username email role isActive scopes }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Listed {
  readonly edges: readonly { cursor: string; node: { username: string } }[];
  readonly nodes: readonly { username: string }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let clerk: Viewer;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
  // The order of age, of usernames and of addresses are three different ones; two were made at the same moment.
  const people = [
    ['dora', 'b@example.com', '2030-01-01T10:00:00.000Z'],
    ['Anna', 'd@example.com', '2030-01-02T10:00:00.000Z'],
    ['carl', 'e@example.com', '2030-01-03T10:00:00.000Z'],
    ['bert', 'c@example.com', '2030-01-03T10:00:00.000Z'],
    ['emil', 'a@example.com', '2030-01-05T10:00:00.000Z'],
  ] as const;
  for (const [username, email, createdAt] of people) {
    subject.clock.now = new Date(createdAt);
    const { id, viewer } = await api.registered({ username, email, displayName: `The ${username} 100%` });
    if (username === 'emil') clerk = { ...viewer, scopes: ['users:read'] };
    if (username === 'bert') await subject.database.query(`update user_account set role = 'ADMIN' where id = $1`, [id]);
    if (username === 'carl')
      await subject.database.query('update user_account set is_active = false where id = $1', [id]);
  }
});
afterAll(() => subject.stop());

const ask = async (variables: Record<string, unknown>, viewer: Viewer | null = clerk) =>
  (await subject.run(listQuery, variables, { viewer })).body;
const list = async (variables: Record<string, unknown>): Promise<Listed> => {
  const { data, errors } = await ask(variables);
  expect(errors).toBeUndefined();
  return data?.['users'] as Listed;
};
const namesOf = ({ nodes }: Listed) => nodes.map(({ username }) => username);

const orders = [
  [{ field: 'CREATED_AT', direction: 'DESC' }, ['emil', 'bert', 'carl', 'Anna', 'dora']],
  [{ field: 'CREATED_AT', direction: 'ASC' }, ['dora', 'Anna', 'carl', 'bert', 'emil']],
  [{ field: 'USERNAME', direction: 'ASC' }, ['Anna', 'bert', 'carl', 'dora', 'emil']],
  [{ field: 'USERNAME', direction: 'DESC' }, ['emil', 'dora', 'carl', 'bert', 'Anna']],
  [{ field: 'EMAIL', direction: 'ASC' }, ['emil', 'dora', 'bert', 'Anna', 'carl']],
] as const;

describe('the list of users', () => {
  it('is the newest first unless asked otherwise', async () => {
    expect(namesOf(await list({}))).toEqual(['emil', 'bert', 'carl', 'Anna', 'dora']);
  });

  it.each(orders)('sorted by %j is paged forward and backward without a gap', async (orderBy, names) => {
    expect(namesOf(await list({ orderBy }))).toEqual(names);

    const forward: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const listed: Listed = await list({ orderBy, first: 2, after });
      forward.push(...namesOf(listed));
      expect(listed.pageInfo).toMatchObject({ hasNextPage: page < 2, hasPreviousPage: page > 0 });
      after = listed.pageInfo.endCursor;
    }
    expect(forward).toEqual(names);

    const backward: string[] = [];
    let before: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const listed: Listed = await list({ orderBy, last: 2, before });
      backward.unshift(...namesOf(listed));
      expect(listed.pageInfo.hasPreviousPage).toBe(page < 2);
      before = listed.pageInfo.startCursor;
    }
    expect(backward).toEqual(names);
  });

  it.each([
    [{ query: 'ANNA' }, ['Anna']],
    [{ query: ' 100% the  dora ' }, ['dora']],
    [{ query: 'example.com' }, ['emil', 'bert', 'carl', 'Anna', 'dora']],
    [{ query: '_' }, []],
    [{ query: "' or 1=1 --" }, []],
    [{ query: ' ' }, ['emil', 'bert', 'carl', 'Anna', 'dora']],
    [{ roles: ['ADMIN', 'SUPER_ADMIN'] }, ['bert']],
    [{ roles: [] }, []],
    [{ isActive: false }, ['carl']],
    [{ isActive: true, roles: ['USER'] }, ['emil', 'Anna', 'dora']],
    [{ createdAfter: '2030-01-02T10:00:00.000Z', createdBefore: '2030-01-03T10:00:00.000Z' }, ['Anna']],
    [{ createdAfter: '0000-01-01T00:00:00.000+23:59' }, ['emil', 'bert', 'carl', 'Anna', 'dora']],
    [{ createdBefore: '9999-12-31T23:59:59.999-23:59' }, ['emil', 'bert', 'carl', 'Anna', 'dora']],
    [{ createdAfter: '2031-01-01T00:00:00.000Z', createdBefore: '2030-01-01T00:00:00.000Z' }, []],
  ])('narrowed by %j', async (filter, names) => {
    expect(namesOf(await list({ filter }))).toEqual(names);
  });

  it('counts what matches on all pages, for those who ask only', async () => {
    const counted = await startCountedUsers(subject);
    const page = async (selection: string) =>
      counted.run(`{ users(first: 1, filter: { roles: [USER] }) { ${selection} } }`, {}, { viewer: clerk });
    expect((await page('nodes { id }')).statements).toHaveLength(1);
    const { data, statements } = await page('nodes { id } totalCount');
    expect(data).toMatchObject({ users: { totalCount: 4 } });
    expect(statements).toHaveLength(2);
    await counted.stop();
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: -1 }],
    ['first', { first: 101 }],
    ['last', { last: 0 }],
    ['both directions', { first: 1, last: 1 }],
    ['after', { after: '' }],
    ['after', { after: 'no cursor' }],
    ['after', { after: 'x'.repeat(10_000) }],
    ['before', { last: 1, before: '\u0000' }],
    [
      'a cursor of another order',
      { orderBy: { field: 'USERNAME' }, after: encodeCursor('users', ['EMAIL', 'a', 'usr_1']) },
    ],
    ['a cursor of no time', { after: encodeCursor('users', ['CREATED_AT', 'soon', 'usr_1']) }],
    [
      'a cursor before all time',
      { after: encodeCursor('users', ['CREATED_AT', '-271821-04-20T00:00:00.000Z', 'usr_1']) },
    ],
    [
      'a cursor after all time',
      { after: encodeCursor('users', ['CREATED_AT', '+275760-09-13T00:00:00.000Z', 'usr_1']) },
    ],
    ['a cursor with NUL', { orderBy: { field: 'EMAIL' }, after: encodeCursor('users', ['EMAIL', 'a\u0000', 'usr_1']) }],
    [
      'a cursor with half a character',
      { after: encodeCursor('users', ['CREATED_AT', '2030-01-01T00:00:00Z', '\ud800']) },
    ],
    ['query', { filter: { query: 'x'.repeat(101) } }],
    ['query', { filter: { query: 'an\u0000na' } }],
    ['query', { filter: { query: 'an\ud800na' } }],
    ['roles', { filter: { roles: ['KING'] } }],
    ['createdAfter', { filter: { createdAfter: 'yesterday' } }],
    ['createdBefore', { filter: { createdBefore: '2030-02-30T00:00:00Z' } }],
    ['createdBefore', { filter: { createdBefore: '+275760-09-13T00:00:00Z' } }],
    ['createdAfter', { filter: { createdAfter: '-000001-01-01T00:00:00Z' } }],
    ['createdAfter', { filter: { createdAfter: '-1' } }],
    ['orderBy', { orderBy: { field: 'PASSWORD' } }],
  ])('refuses a bad %s: %.60j', async (_name, variables) => {
    const { data, errors } = await ask(variables);
    expect(data?.['users'] ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is refused to everyone without users:read', async () => {
    const customer = { ...clerk, scopes: ['food:write'] };
    expect(await ask({}, customer)).toMatchObject({
      data: { users: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(await ask({}, null)).toMatchObject({
      data: { users: null },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

describe('a list with what belongs to each user', () => {
  let counted: CountedUsers;
  beforeAll(async () => {
    counted = await startCountedUsers(subject);
  });
  afterAll(() => counted.stop());

  it('costs one statement for the users, one for all scopes, one for all addresses and one for the own sessions', async () => {
    const save = `mutation { addressSave(input: { address: { line1: "1 Main St", city: "Ayr", country: "GB" } }) { errors { code } } }`;
    const users: { id: string }[] = await subject.database.query('select id from user_account');
    for (const { id } of users) await subject.run(save, {}, { viewer: { ...clerk, userId: id } });
    const query = `{ users { nodes { id scopes addresses { id address { line1 } } sessions { id isCurrent } } } }`;
    const { data, statements } = await counted.run(query, {}, { viewer: clerk });
    const { nodes } = data['users'] as { nodes: { id: string; addresses: unknown[]; sessions: unknown[] | null }[] };
    expect(nodes.map(({ addresses }) => addresses.length)).toEqual([1, 1, 1, 1, 1]);
    expect(nodes.filter(({ sessions }) => sessions !== null).map(({ id }) => id)).toEqual([clerk.userId]);
    expect(statements).toHaveLength(4);
  });
});

describe('usernameAvailable', () => {
  const available = async (username: unknown) =>
    (await subject.run('query ($username: String!) { usernameAvailable(username: $username) }', { username })).body;

  it('tells anyone whether a name is still to be had, in any spelling', async () => {
    expect(await available('fritz')).toEqual({ data: { usernameAvailable: true } });
    for (const taken of ['anna', 'ANNA', ' Anna ', 'ＡNNA']) {
      expect(await available(taken)).toEqual({ data: { usernameAvailable: false } });
    }
  });

  it.each(['', 'ab', 'two words', 'an@home', 'an\u0000na', 'an\ud800na', 'x'.repeat(31), 'x'.repeat(10_000), "'; --"])(
    'refuses %.20j, which is no username, and says why',
    async (username) => {
      const { data, errors } = await available(username);
      expect(data).toEqual({ usernameAvailable: null });
      expect(errors).toMatchObject([
        { message: expect.stringMatching(/username/), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    },
  );
});
