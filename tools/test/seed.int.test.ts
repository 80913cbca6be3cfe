import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../src/launch/launch';
import { markRunning } from '../src/launch/runningMarker';
import { freePort } from '../src/postgres/freePort';
import { summaryOf } from '../src/seed';
import type { ShowPart } from '../src/seeding/largeCity';
import { seedDatabases } from '../src/seeding/seedDatabases';

const root = path.join(__dirname, '../..');
const size = { people: 20, restaurants: 25, movies: 130, showings: 160, products: 300, books: 40 };
const parent = mkdtempSync(path.join(tmpdir(), 'marquee-seed-test-'));
const environment = { ...process.env, MARQUEE_DATA_DIR: path.join(parent, 'data'), PASSWORD_BCRYPT_COST: '4' };
const shown: string[] = [];
const show: ShowPart = (title, work) =>
  work((done, total) => {
    if (done === total) shown.push(title);
  });
const seedAll = (large: typeof size | null) => seedDatabases({ environment, root, size: large, show });

jest.setTimeout(120_000);
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** What a Marquee says that is started on the data. */
async function ask(query: string): Promise<Record<string, { totalCount: number }>> {
  const port = await freePort();
  const launched = await launch({
    environment: { ...environment, PORT: String(port) },
    root,
    step: (_title, work) => work(),
    print: () => {},
    startedAt: 0,
    onBreakdown: () => {},
  });
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return ((await response.json()) as { data: Record<string, { totalCount: number }> }).data;
  } finally {
    await launched.stop();
  }
}

/** What README.md has one try. */
function searchOfReadme(): string {
  const [, example] = /^query \{ (search\(.*) \}$/m.exec(readFileSync(path.join(root, 'README.md'), 'utf8')) ?? [];
  return example ?? '';
}

describe('npm run seed', () => {
  it('makes a large city beside the demo city, which npm start then serves, its search included', async () => {
    const seeded = await seedAll(size);
    expect(seeded.added).toEqual({ people: 20, restaurants: 25, showings: 160, items: 340 });
    expect(shown).toContain('search and whoever else has to hear of it');
    expect(
      await ask(`{
        restaurants { totalCount } movies { totalCount } theaters { totalCount }
        found: search(query: "dublin", kinds: [RESTAURANT]) { totalCount }
        ${searchOfReadme()}
      }`),
    ).toMatchObject({
      restaurants: { totalCount: 37 },
      movies: { totalCount: 138 },
      theaters: { totalCount: 4 },
      found: { totalCount: 37 },
      search: { nodes: Array.from({ length: 5 }, () => ({ kind: expect.any(String) })) },
    });
  });

  it('makes nothing twice', async () => {
    const again = await seedAll(size);
    expect(again.added).toMatchObject({ people: 0, restaurants: 0, items: 0 });
    // Those that have begun meanwhile have successors.
    expect(again.added?.showings).toBeLessThanOrEqual(4);
    expect(summaryOf({ ...again, added: { people: 0, restaurants: 0, showings: 0, items: 0 } })).toContain(
      'made twice',
    );
    expect(summaryOf(await seedAll(null))).toBe('The demo city is there.');
  });

  it('leaves data alone on which something runs', async () => {
    mkdirSync(environment.MARQUEE_DATA_DIR, { recursive: true });
    const marker = await markRunning(path.join(environment.MARQUEE_DATA_DIR, 'running.json'));
    await expect(seedAll(size)).rejects.toThrow('Marquee already runs on this data');
    marker.remove();
  });
});
