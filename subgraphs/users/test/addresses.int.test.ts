import type { Viewer } from '@marquee/shared/auth';
import { newId } from '@marquee/shared/ids';
import { operationsOf, type Registered } from './support/operations';
import { startUsersUnderTest, type UsersUnderTest } from './support/usersUnderTest';

const fields = `id label isDefaultShipping isDefaultBilling
  address { recipient line1 line2 city region postalCode country }`;
const saveMutation = `mutation ($input: AddressSaveInput!) {
  addressSave(input: $input) { savedAddress { ${fields} } errors { __typename code path message } }
}`;
const removeMutation = `mutation ($id: ID!) {
  addressRemove(id: $id) { ok errors { __typename code path ... on NotFoundError { missingId } } }
}`;
const mineQuery = `{ me { addresses { ${fields} } } }`;

interface Saved {
  readonly id: string;
  readonly isDefaultShipping: boolean;
  readonly isDefaultBilling: boolean;
}
interface SavePayload {
  readonly savedAddress: Saved | null;
  readonly errors: readonly { code: string; path: string[] }[];
}

let subject: UsersUnderTest;
let anna: Registered;
let ben: Registered;
let clerk: Viewer;
beforeAll(async () => {
  subject = await startUsersUnderTest();
});
beforeEach(async () => {
  const api = operationsOf(subject);
  await subject.database.query('delete from user_account');
  [anna, ben] = [await api.registered(), await api.registered()];
  clerk = { ...(await api.registered()).viewer, scopes: ['users:read'] };
});
afterAll(() => subject.stop());

const ask = async (query: string, variables: Record<string, unknown>, viewer: Viewer | null) =>
  (await subject.run(query, variables, { viewer })).body;
const street = { line1: '12 Rue Haute', city: 'Lyon', country: 'FR' };
const save = async (input: Record<string, unknown> = {}, { viewer }: { viewer: Viewer } = anna) => {
  const { data } = await ask(saveMutation, { input: { address: street, ...input } }, viewer);
  return data?.['addressSave'] as SavePayload;
};
const saved = async (input: Record<string, unknown> = {}, who = anna): Promise<Saved> => {
  const { savedAddress, errors } = await save(input, who);
  expect(errors).toEqual([]);
  return savedAddress as Saved;
};
const remove = async (id: string, { viewer }: { viewer: Viewer } = anna) =>
  (await ask(removeMutation, { id }, viewer)).data?.['addressRemove'];
const addressesOf = async ({ viewer }: Registered) => {
  const { data } = await ask(mineQuery, {}, viewer);
  return (data as { me: { addresses: Saved[] } }).me.addresses;
};
const table = () => subject.database.query('select * from saved_address order by id');

describe('saving an address', () => {
  it('keeps it as it was given, without blanks around it', async () => {
    const address = {
      recipient: ' Anna Novak ',
      line1: ' 12 Rue Haute ',
      line2: 'Apt 4',
      city: 'Lyon',
      region: null,
      postalCode: '69001',
      country: 'FR',
    };
    const { savedAddress, errors } = await save({ label: ' Home ', address });
    expect(errors).toEqual([]);
    expect(savedAddress).toEqual({
      id: expect.stringMatching(/^adr_/),
      label: 'Home',
      isDefaultShipping: false,
      isDefaultBilling: false,
      address: { ...address, recipient: 'Anna Novak', line1: '12 Rue Haute' },
    });
    expect(await addressesOf(anna)).toEqual([savedAddress]);
    expect(await addressesOf(ben)).toEqual([]);
  });

  it('replaces one when its id is given, and leaves its defaults', async () => {
    const { id } = await saved({ label: 'Home', makeDefaultShipping: true });
    const { savedAddress } = await save({ id, address: { ...street, city: 'Nice' } });
    expect(savedAddress).toMatchObject({ id, label: null, isDefaultShipping: true, address: { city: 'Nice' } });
    expect(await addressesOf(anna)).toEqual([savedAddress]);
  });

  it('makes it the one default of its kind', async () => {
    const first = await saved({ makeDefaultShipping: true, makeDefaultBilling: true });
    const second = await saved({ makeDefaultShipping: true });
    const defaults = async () =>
      (await addressesOf(anna)).map(({ id, isDefaultShipping, isDefaultBilling }) => [
        id,
        isDefaultShipping,
        isDefaultBilling,
      ]);
    expect(await defaults()).toEqual([
      [first.id, false, true],
      [second.id, true, false],
    ]);
    await saved({ id: second.id, makeDefaultBilling: true });
    expect(await defaults()).toEqual([
      [first.id, false, false],
      [second.id, true, true],
    ]);
    // Another user's defaults are their own.
    expect(await saved({ makeDefaultShipping: true }, ben)).toMatchObject({ isDefaultShipping: true });
    expect(await defaults()).toHaveLength(2);
  });

  it('leaves one default when ten devices save a default at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => save({ makeDefaultShipping: true, makeDefaultBilling: true })),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const addresses = await addressesOf(anna);
    expect(addresses).toHaveLength(10);
    expect(addresses.filter(({ isDefaultShipping }) => isDefaultShipping)).toHaveLength(1);
    expect(addresses.filter(({ isDefaultBilling }) => isDefaultBilling)).toHaveLength(1);
  });

  it('cannot store a second default, whoever writes to the table', async () => {
    await saved({ makeDefaultShipping: true, makeDefaultBilling: true });
    await saved();
    for (const kind of ['shipping', 'billing']) {
      await expect(subject.database.query(`update saved_address set is_default_${kind} = true`)).rejects.toThrow(
        `saved_address_default_${kind}`,
      );
    }
  });

  it('stops at twenty, also when thirty come at once, and a removal makes room', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => save()));
    const refused = answers.filter(({ errors }) => errors.length > 0);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.errors).toMatchObject([{ code: 'VALIDATION', path: ['input'] }]);
    const [{ id }] = (await addressesOf(anna)) as [Saved];
    expect(await saved({ id })).toMatchObject({ id });
    await remove(id);
    expect((await save()).errors).toEqual([]);
    expect((await save()).errors).toHaveLength(1);
  });

  it('answers for another user’s address as for one that is not there', async () => {
    const { id } = await saved();
    const before = await table();
    const other = await save({ id }, ben);
    expect(other).toMatchObject({
      savedAddress: null,
      errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['input', 'id'] }],
    });
    for (const unknown of [newId('savedAddress'), '', 'x'.repeat(10_000), '\u0000', '\ud800', "' or 1=1 --"]) {
      expect(await save({ id: unknown }, ben)).toEqual(other);
      // Not even a clerk who reads it may change it.
      expect(await save({ id: unknown }, { viewer: clerk })).toEqual(other);
    }
    expect(await save({ id }, { viewer: clerk })).toEqual(other);
    expect(await table()).toEqual(before);
  });

  type Bad = readonly [field: string, input: Record<string, unknown>];
  const text = ['', ' ', 'x'.repeat(10_000), 'a\u0000b', 'a\ud800b', 'two\nlines', 1, true, {}];
  const bad: readonly Bad[] = [
    ...text.map((value) => ['line1', { address: { ...street, line1: value } }] as Bad),
    ...text.map((value) => ['city', { address: { ...street, city: value } }] as Bad),
    ...['', 'France', 'XX', 'fr-FR', 1].map(
      (value) => ['country', { address: { ...street, country: value } }] as const,
    ),
    ...text.slice(2).map((value) => ['line2', { address: { ...street, line2: value } }] as Bad),
    ...text.slice(2).map((value) => ['label', { label: value }] as Bad),
    ['label', { label: 'x'.repeat(51) }],
    ['address', { address: null }],
    ['address', { address: { line1: '1', city: 'Lyon' } }],
    ['makeDefaultShipping', { makeDefaultShipping: 'yes' }],
    ['makeDefaultBilling', { makeDefaultBilling: null }],
    ['user', { userId: 'usr_1' }],
  ];
  it.each(bad)('refuses a bad %s and changes nothing: %.60j', async (_field, input) => {
    await saved({ makeDefaultShipping: true });
    const before = await table();
    const { data, errors = [] } = await ask(saveMutation, { input: { address: street, ...input } }, anna.viewer);
    const problems = (data?.['addressSave'] as SavePayload | undefined)?.errors.map(({ code }) => code) ?? [];
    const faults = errors.map(({ extensions }) => extensions?.['code']);
    expect([...problems, ...faults]).toEqual([expect.stringMatching(/^(VALIDATION|BAD_USER_INPUT)$/)]);
    expect(await table()).toEqual(before);
  });

  it('is refused to the anonymous and to someone whose account is gone', async () => {
    for (const viewer of [null, { ...anna.viewer, userId: newId('user') }]) {
      const { data, errors } = await ask(saveMutation, { input: { address: street } }, viewer);
      expect(data).toEqual({ addressSave: null });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
    expect(await table()).toEqual([]);
  });
});

describe('removing an address', () => {
  it('forgets it, and leaves no default when it was one', async () => {
    const { id } = await saved({ makeDefaultShipping: true });
    const kept = await saved();
    expect(await remove(id)).toEqual({ ok: true, errors: [] });
    expect(await addressesOf(anna)).toEqual([kept]);
  });

  it('answers for another user’s address as for one that is not there', async () => {
    const { id } = await saved();
    const notFound = (missingId: string) => ({
      ok: false,
      errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['id'], missingId }],
    });
    for (const viewer of [ben.viewer, clerk]) {
      expect(await remove(id, { viewer })).toEqual(notFound(id));
      for (const unknown of [newId('savedAddress'), '', '\u0000', "' or 1=1 --"]) {
        expect(await remove(unknown, { viewer })).toEqual(notFound(unknown));
      }
    }
    expect(await addressesOf(anna)).toHaveLength(1);
    const { data, errors } = await ask(removeMutation, { id }, null);
    expect(data).toEqual({ addressRemove: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('reading addresses', () => {
  const entities = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
    ... on SavedAddress { id address { line1 } } ... on User { id addresses { id } }
  } }`;

  it('is for the user and for holders of users:read, by every way', async () => {
    const { id } = await saved();
    const refs = [
      { __typename: 'SavedAddress', id },
      { __typename: 'User', id: anna.id },
    ];
    for (const viewer of [anna.viewer, clerk]) {
      expect(await ask(entities, { refs }, viewer)).toEqual({
        data: {
          _entities: [
            { id, address: { line1: street.line1 } },
            { id: anna.id, addresses: [{ id }] },
          ],
        },
      });
    }
    expect(await ask(entities, { refs }, ben.viewer)).toEqual({
      data: { _entities: [null, { id: anna.id, addresses: null }] },
    });
    expect(await ask(entities, { refs }, null)).toEqual({ data: { _entities: [null, null] } });
    const unknown = [newId('savedAddress'), '\u0000', ''].map((each) => ({ __typename: 'SavedAddress', id: each }));
    expect(await ask(entities, { refs: unknown }, clerk)).toEqual({ data: { _entities: [null, null, null] } });
  });
});
