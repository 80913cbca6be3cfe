import { goodPassword, operationsOf, type Registered } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

let subject: UsersUnderTest;
let api: ReturnType<typeof operationsOf>;
let anna: Registered;
beforeAll(async () => {
  subject = await startUsersUnderTest();
  api = operationsOf(subject);
  anna = await api.registered();
});
afterAll(() => subject.stop());

const tables = ['user_account', 'session', 'refresh_token', 'outbox', 'idempotency_record', 'login_attempt'];
const everything = async () =>
  JSON.stringify(await Promise.all(tables.map((table) => subject.database.query(`select * from ${table} order by 1`))));

const huge = 'x'.repeat(10_000);
const nul = 'Anna\u0000Novak';
const lone = 'Anna\ud800Novak';
const inText = ['', huge, nul, lone, 'two\nlines'];
/** GraphQL refuses these before a resolver sees them. */
const wrongTypes = [1, true, {}, [['x']]];

type Field = [field: string, values: readonly unknown[]];
const registerFields: Field[] = [
  ['email', [...inText, 'no-at-sign', 'a@b', "'; drop table user_account; --"]],
  ['username', [...inText, 'ab', 'with space', 'an@sign']],
  ['password', [...inText]],
  ['displayName', [...inText, '\u202Eevil']],
  ['firstName', [huge, nul, lone]],
  ['lastName', [huge, nul, lone]],
  ['phone', [...inText, '12', '+999999999999999999']],
  ['locale', [...inText, 'no such locale', `en-x-${'a1b2c3d4-'.repeat(900)}z`]],
  ['acceptedTermsVersion', [huge, nul, lone]],
  ['idempotencyKey', [...inText, 'short', 'with space in it']],
  ['delivery', ['', 'PIGEON']],
];
const profileFields: Field[] = [
  ['displayName', [...inText, null]],
  ['username', [...inText, null]],
  ['firstName', [huge, nul, lone]],
  ['lastName', [huge, nul, lone]],
  ['phone', inText],
  ['locale', [...inText, null]],
  ['preferredCurrency', [...inText, 'XXXX', 'eur']],
];
const loginFields: Field[] = [
  ['identifier', inText],
  ['password', inText],
  ['deviceName', [huge, nul, lone]],
];

const rows = (fields: Field[]) =>
  fields.flatMap(([field, values]) => [...values, ...wrongTypes].map((value) => [field, value] as const));

interface Refusal {
  readonly code: unknown;
  /** The field that the refusal points at. */
  readonly field: string | undefined;
  readonly hasChangedAnything: boolean;
}

type Answered = { user: unknown; errors: { code: string; path: string[] }[] } | null;

/** Either GraphQL's own refusal of the request, or a typed problem in the payload. */
async function refusalOf(mutation: string, query: string, input: Record<string, unknown>): Promise<Refusal> {
  const before = await everything();
  const { body } = await subject.run(query, { input }, { viewer: anna.viewer });
  const hasChangedAnything = (await everything()) !== before;
  const problem = (body.data?.[mutation] as Answered | undefined)?.errors[0];
  if (problem) return { code: problem.code, field: problem.path[1], hasChangedAnything };
  const { message, extensions } = body.errors?.[0] ?? { message: 'no refusal' };
  return { code: extensions?.['code'], field: /at "input\.(\w+)/.exec(message)?.[1], hasChangedAnything };
}

const refused = (field: string) => ({
  code: expect.stringMatching(/^(VALIDATION|WEAK_PASSWORD|BAD_USER_INPUT)$/),
  field,
  hasChangedAnything: false,
});

describe('bad input', () => {
  it.each(rows(registerFields))('is refused in the registration’s %s: %.40j', async (field, value) => {
    const input = { ...api.newPerson(), [field]: value };
    expect(await refusalOf('register', api.registerMutation, input)).toEqual(refused(field));
  });

  it.each(rows(profileFields))('is refused in the profile’s %s: %.40j', async (field, value) => {
    const query = `mutation ($input: ProfileUpdateInput!) {
      profileUpdate(input: $input) { user { id } errors { code path } }
    }`;
    expect(await refusalOf('profileUpdate', query, { [field]: value })).toEqual(refused(field));
  });

  it.each(rows(loginFields))('is refused in the login’s %s: %.40j', async (field, value) => {
    const input = { identifier: 'anna@example.com', password: goodPassword, [field]: value };
    expect(await refusalOf('login', api.loginMutation, input)).toEqual(refused(field));
  });

  it.each([
    ['broken syntax', 'mutation {'],
    ['an unknown field', '{ me { passwordHash } }'],
    [
      'an unknown argument',
      'mutation { login(input: { identifier: "a", password: "b", role: ADMIN }) { user { id } } }',
    ],
    ['a role in the registration', 'mutation { register(input: { role: SUPER_ADMIN }) { user { id } } }'],
    ['no input at all', 'mutation { register { user { id } } }'],
    ['a wrong type', 'mutation { logout(everywhere: "yes") { revokedSessions } }'],
    ['a subscription', 'subscription { me { id } }'],
  ])('is refused when the request has %s', async (_case, query) => {
    const before = await everything();
    const { status, body } = await subject.run(query);
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(await everything()).toBe(before);
  });
});
