import { runInNewContext } from 'node:vm';
import Fastify, { type FastifyInstance } from 'fastify';
import { type PagesOptions, registerPages } from '../src/pages';

const samples = [
  {
    name: 'Say <hello>',
    query: 'query Hello($name: String) {\n  hello(name: $name)\n}',
    variables: { name: '</script>`${1}' },
  },
  { name: 'Watch', query: 'subscription Watch {\n  moved\n}' },
];

describe('the pages of the gateway', () => {
  const apps: FastifyInstance[] = [];
  afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

  const serve = async (options: PagesOptions) => {
    const app = Fastify();
    apps.push(app);
    registerPages(app, options);
    return async (url: string) => {
      const { statusCode, headers, body } = await app.inject({ method: 'GET', url });
      return { statusCode, headers, body, policy: headers['content-security-policy'] ?? '' };
    };
  };

  describe('with developer tools', () => {
    it.each(['/', '/explorer', '/explorer/', '/sandbox'])(
      'has %s, under a policy of its own and never sniffed',
      async (url) => {
        const get = await serve({ developerTools: true, samples });
        const { statusCode, headers, policy } = await get(url);
        expect(statusCode).toBe(200);
        expect(headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        });
        expect(policy).toMatch(/^default-src 'none'; /);
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|\*/);
      },
    );

    it('points from the front page at the tools, and shows the first sample as text', async () => {
      const { body } = await (await serve({ developerTools: true, samples, title: 'City & Co' }))('/');
      for (const path of ['/explorer', '/sandbox', '/schema.graphql', '/health'])
        expect(body).toContain(`href="${path}"`);
      expect(body).toContain('<title>City &amp; Co</title>');
      expect(body).toContain('Say &lt;hello&gt;');
      expect(body).toContain('hello(name: $name)');
      expect(body).not.toContain('Watch');
    });

    it('allows the explorer nothing from other sites, and no script without the nonce of this answer', async () => {
      const get = await serve({ developerTools: true, samples });
      const [first, second] = [await get('/explorer'), await get('/explorer')];
      const nonceOf = ({ policy }: { policy: string }) => /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
      expect(first.policy).not.toMatch(/https?:/);
      expect(nonceOf(first)).toBeDefined();
      expect(nonceOf(first)).not.toBe(nonceOf(second));
      expect(first.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    });

    it('opens the explorer with a tab per sample, against its own origin', async () => {
      const { body } = await (await serve({ developerTools: true, samples }))('/explorer');
      const script = /AltairGraphQL\.init\(([\s\S]*)\);\s*<\/script>/.exec(body)?.[1] ?? '';
      // No sample's text closes the script early, and the browser reads each as it was written.
      expect(script).not.toContain('</script>');
      const context = { URL, location: { origin: 'https://city.example' } };
      const options = runInNewContext(`(${script})`, context) as { initialWindows: Record<string, string>[] };
      expect(options.initialWindows).toEqual([
        expect.objectContaining({
          initialName: 'Say <hello>',
          initialQuery: samples[0]?.query,
          initialVariables: JSON.stringify(samples[0]?.variables, null, 2),
          endpointURL: 'https://city.example/graphql',
          subscriptionsEndpoint: 'wss://city.example/graphql',
          initialSubscriptionRequestHandlerId: 'graphql-ws',
        }),
        expect.objectContaining({ initialName: 'Watch', initialQuery: samples[1]?.query }),
      ]);
    });

    it("serves the explorer's files, and no bare page among them", async () => {
      const get = await serve({ developerTools: true });
      const script = await get('/explorer/main.js');
      expect(script.statusCode).toBe(200);
      expect(script.headers).toMatchObject({
        'content-type': expect.stringContaining('javascript'),
        'x-content-type-options': 'nosniff',
      });
      expect((await get('/explorer/index.html')).policy).toBe("default-src 'none'");
      expect((await get('/explorer/iframe-sandbox/index.html')).policy).toContain('sandbox allow-scripts');
      expect((await get('/explorer/../package.json')).statusCode).toBe(404);
      expect((await get('/explorer/%2e%2e/index.js')).statusCode).not.toBe(200);
    });

    it('embeds the sandbox from its own site with every sample, and from no other', async () => {
      const { body, policy } = await (await serve({ developerTools: true, samples }))('/sandbox');
      expect(policy.match(/https:[^ ;]+/g)).toEqual(['https://sandbox.embed.apollographql.com']);
      expect(body).toContain('query Hello($name: String)');
      expect(body).toContain('subscription Watch');
      expect(body.match(/<\/script>/g)).toHaveLength(2);
    });
  });

  describe('without developer tools', () => {
    it.each(['/explorer', '/explorer/', '/explorer/main.js', '/sandbox'])('has no %s', async (url) => {
      expect((await (await serve({ developerTools: false, samples }))(url)).statusCode).toBe(404);
    });

    it('says little on the front page', async () => {
      const { statusCode, body } = await (await serve({ developerTools: false, samples }))('/');
      expect(statusCode).toBe(200);
      expect(body).toContain('/graphql');
      expect(body).not.toMatch(/href=|hello|explorer/);
    });
  });
});
