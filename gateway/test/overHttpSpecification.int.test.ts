import { type Audit, serverAudits } from 'graphql-http';
import { type Library, startLibrary } from './support/startLibrary';

/** What of the GraphQL over HTTP specification is not met, and why. All that it says a server MUST do is. */
const notMet: Readonly<Record<string, string>> = {
  // A page of another site can have a browser send such a GET with cookies, without asking first.
  'MAY accept application/x-www-form-urlencoded formatted GET requests': 'a GET needs a header of its own',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json':
    'a GET needs a header of its own',
  'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json':
    'a GET needs a header of its own',
  // One status for whatever form of JSON is accepted: proxies and monitors tell a refusal from an answer by it.
  'SHOULD use 200 status code on document parsing failure when accepting application/json': 'a refusal is 400',
  'SHOULD use 200 status code on document validation failure when accepting application/json': 'a refusal is 400',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json': 'a refusal is 400',
};

const forGets = { 'apollo-require-preflight': '1' };

describe('GraphQL over HTTP, as its specification has it', () => {
  let library: Library;
  beforeAll(async () => {
    // Some audits ask about types.
    library = await startLibrary('colocated', { DEVELOPER_TOOLS: 'true' });
  });
  afterAll(() => library.stop());

  const audit = (name: string, headers: Record<string, string> = {}) => {
    const fetchFn = (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } });
    const found = serverAudits({ url: `${library.url}/graphql`, fetchFn }).find((one: Audit) => one.name === name);
    if (found === undefined) throw new Error(`There is no audit "${name}"`);
    return found.fn();
  };
  const names = serverAudits({ url: '' }).map(({ name }) => name);
  const met = names.filter((name) => notMet[name] === undefined);

  it.each(met)('%s', async (name) => {
    expect(await audit(name)).toMatchObject({ status: 'ok' });
  });

  it.each(Object.entries(notMet))('does not: %s (%s)', async (name) => {
    expect(name).not.toMatch(/^MUST/);
    expect(await audit(name)).toMatchObject({ status: expect.stringMatching('warn|notice') });
  });

  it.each(names.filter((name) => name.startsWith('MAY') && notMet[name] !== undefined))(
    '%s, with a header that a page of another site cannot send',
    async (name) => {
      expect(await audit(name, forGets)).toMatchObject({ status: 'ok' });
    },
  );
});
