import { type Layout, type Library, layouts, startLibrary } from './support/startLibrary';

describe.each(layouts)('a plain route, %s', (layout: Layout) => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary(layout);
  });
  afterAll(() => library.stop());

  const post = async (body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${library.url}/echo?a=1`, { method: 'POST', headers, body });
    return { answer, seen: (await answer.json()) as Record<string, unknown> & { headers: Record<string, string> } };
  };
  const formType = 'application/x-www-form-urlencoded';

  it('passes a form on byte by byte, and the status and what belongs to it back', async () => {
    const form = 'grant_type=password&username=a%2Bb%40example.com&password=p+q%26';
    const { answer, seen } = await post(form, { 'content-type': `${formType}; charset=UTF-8` });
    expect(seen).toMatchObject({ url: '/echo?a=1', body: form });
    expect(seen.headers['content-type']).toBe(`${formType}; charset=UTF-8`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('pragma')).toBe('no-cache');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-internal')).toBeNull();
  });

  it('states where the request comes from, and that nobody is signed in', async () => {
    const { answer, seen } = await post('a=1', {
      'content-type': formType,
      authorization: `Bearer ${library.issuer.token({ sub: 'r1' })}`,
      'x-forwarded-for': '203.0.113.5',
    });
    expect(seen).toMatchObject({
      viewer: null,
      clientIp: '127.0.0.1',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('lets no header through that is not listed', async () => {
    const { seen } = await post('a=1', {
      'content-type': formType,
      'user-agent': 'old-client/2',
      'x-user-id': 'usr_1',
      'x-gateway-identity': 'forged',
      cookie: 'access_token=x',
      authorization: 'Bearer x',
    });
    expect(seen.headers['user-agent']).toBe('old-client/2');
    expect(Object.keys(seen.headers)).not.toEqual(expect.arrayContaining(['x-user-id']));
    expect(seen.headers['cookie']).toBeUndefined();
    expect(seen.headers['authorization']).toBeUndefined();
    expect(seen.headers['x-gateway-identity']).not.toBe('forged');
  });

  it('is under the limit of a body', async () => {
    const answer = await fetch(`${library.url}/echo`, {
      method: 'POST',
      headers: { 'content-type': formType },
      body: 'x'.repeat(100_001),
    });
    expect(answer.status).toBe(413);
  });
});
