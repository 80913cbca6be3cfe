import { openDatabase } from '@marquee/shared/database';
import { createLogger } from '@marquee/shared/logging';
import { type PageArguments, readPage } from '@marquee/shared/pagination';
import { createTestDatabase, type TestDatabase } from '@marquee/shared/testing';
import type { DataSource } from 'typeorm';
import { CreateIpoListing1767225730000 } from '../src/migrations/1767225730000-CreateIpoListing';
import { IpoListingEntity } from '../src/persistence/ipoListing.entity';
import { ipoListingsRepository } from '../src/persistence/ipoListingsRepository';
import { type IpoServices, refreshIpoListings } from '../src/services/ipo/refreshIpoListings';
import { type FeedServer, startFeedServer } from './support/feedServer';

const schema = { entities: [IpoListingEntity], migrations: [CreateIpoListing1767225730000] };
const lines: string[] = [];
const logger = createLogger({ service: 'booking' }, { write: (line) => void lines.push(line) });
const clock = { current: new Date('2030-01-01T12:00:00.000Z'), now: () => clock.current };

let server: FeedServer;
let feedText: string;
let database: TestDatabase;
let db: DataSource;
let services: IpoServices;

beforeAll(async () => {
  server = await startFeedServer((_, response) => void response.end(feedText));
  database = await createTestDatabase('booking_ipo', schema);
  db = await openDatabase({ url: database.url, applicationName: 'booking', logger, ...schema });
  const feeds = [
    { name: 'default', url: `${server.url}/a?token=hunter2` },
    { name: 'other', url: `${server.url}/b` },
  ];
  services = { db, clock, logger, ipo: { feeds, timeoutMs: 2_000, maxBytes: 200_000, allowPrivate: true } };
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
  await server.close();
});

beforeEach(async () => {
  lines.length = 0;
  clock.current = new Date('2030-01-01T12:00:00.000Z');
  await db.query('delete from ipo_listing');
});

const refresh = (listings: unknown, feed = 'default') => {
  feedText = typeof listings === 'string' ? listings : JSON.stringify(listings);
  return refreshIpoListings(services, feed);
};
const list = async (args: PageArguments = {}) =>
  ipoListingsRepository(db.manager).list(readPage(args, { list: 'upcomingIpos', keyCount: 2 }));
const companies = async () => (await list()).nodes.map(({ company }) => company);
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

const acme = {
  company: 'Acme',
  symbol: 'ACM',
  expectedOn: '2030-07-03',
  priceBand: '10 - 12',
  url: 'https://acme.example/',
};
const bolt = { company: 'Bolt', date: 'Jun 30, 2030' };

describe('refreshing the upcoming listings', () => {
  it('keeps what the feed announces', async () => {
    expect(await refresh([acme, bolt])).toEqual({ fetched: 2, added: 2 });
    const common = { feed: 'default', fetchedAt: clock.now(), id: expect.stringMatching(/^ipo_/) };
    expect((await list()).nodes).toEqual([
      expect.objectContaining({
        ...common,
        company: 'Bolt',
        symbol: null,
        expectedOn: '2030-06-30',
        priceBand: null,
        sourceUrl: null,
      }),
      expect.objectContaining({
        ...common,
        company: 'Acme',
        symbol: 'ACM',
        expectedOn: '2030-07-03',
        priceBand: '10 - 12',
        sourceUrl: 'https://acme.example/',
      }),
    ]);
  });

  it('reads a table of a page as well', async () => {
    const html = `<html><table><tr><th>Company<th>Symbol<th>Date<tr><td><a href="/acme">Acme</a><td>ACM<td>03/07/2030</table>`;
    expect(await refresh(html)).toEqual({ fetched: 1, added: 1 });
    expect((await list()).nodes).toMatchObject([
      { company: 'Acme', symbol: 'ACM', expectedOn: null, sourceUrl: `${server.url}/acme` },
    ]);
  });

  it('adds nothing the second time, and takes over what has changed', async () => {
    await refresh([acme, bolt]);
    const before = await list();
    clock.current = new Date('2030-01-02T12:00:00.000Z');
    expect(await refresh([bolt, { ...acme, expectedOn: '2030-08-01', priceBand: null }])).toEqual({
      fetched: 2,
      added: 0,
    });
    const after = await list();
    expect(after.nodes.map(({ id }) => id)).toEqual(before.nodes.map(({ id }) => id));
    expect(after.nodes[1]).toMatchObject({ expectedOn: '2030-08-01', priceBand: null, fetchedAt: clock.now() });
  });

  it('keeps what has vanished from the feed, and tells feeds and symbols apart', async () => {
    await refresh([acme, bolt]);
    expect(await refresh([{ ...acme, symbol: 'ACM.B' }])).toEqual({ fetched: 1, added: 1 });
    expect(await refresh([acme], 'other')).toEqual({ fetched: 1, added: 1 });
    expect(await refresh([])).toEqual({ fetched: 0, added: 0 });
    expect((await companies()).toSorted()).toEqual(['Acme', 'Acme', 'Acme', 'Bolt']);
  });

  it('skips rows that cannot be read and says how many, and counts a listing once', async () => {
    const rows = [acme, { company: '' }, 'Acme', bolt, { company: 'a\u0000' }, { ...acme, priceBand: 'twice' }];
    expect(await refresh(rows)).toEqual({ fetched: 2, added: 2 });
    expect((await list()).nodes.find(({ company }) => company === 'Acme')?.priceBand).toBe('10 - 12');
    expect(logged()).toContainEqual(expect.objectContaining({ level: 'info', feed: 'default', rows: 6, skipped: 3 }));
  });

  it('adds each listing once, however many refresh at once', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ company: `Company ${index}` }));
    feedText = JSON.stringify(many);
    const results = await Promise.all(Array.from({ length: 6 }, () => refreshIpoListings(services, 'default')));
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(300);
    expect(await (await list()).countAll()).toBe(300);
  });

  it('takes texts as texts', async () => {
    const company = `'; drop table ipo_listing; -- <script>alert(1)</script>`;
    expect(await refresh([{ company, url: 'javascript:alert(1)' }])).toEqual({ fetched: 1, added: 1 });
    expect((await list()).nodes).toMatchObject([{ company, sourceUrl: null }]);
  });
});

describe('a refresh that cannot be', () => {
  const refusal = (message: unknown) =>
    expect.objectContaining({ code: 'VALIDATION', inputPath: ['input', 'feed'], message });

  it.each([
    ['another name', 'nowhere'],
    ['nothing', ''],
    ['a member of every object', '__proto__'],
    ['the name in capitals', 'DEFAULT'],
    ['10 kB', 'x'.repeat(10_000)],
    ['NUL', '\u0000'],
  ])('names no configured feed but %s', async (_, feed) => {
    const message = 'No feed of that name is configured; an operator adds it to IPO_FEEDS as name=url.';
    await expect(refresh([], feed)).rejects.toEqual(refusal(message));
  });

  it.each([
    ['plain text', 'soon', 'The feed is neither JSON nor HTML.'],
    ['nothing', '', 'The feed is neither JSON nor HTML.'],
    ['half of a JSON text', '[{"company": "Acme"}', 'The feed is not valid JSON.'],
    ['a page without a table', '<h1>Moved</h1>', 'The feed is a page without a table that has a column named Company.'],
    ['only rows that cannot be read', '[1, 2]', 'No row of the feed names a company.'],
    ['too many rows', `[${'1,'.repeat(5_000)}1]`, 'The feed has more than 5000 rows.'],
    ['too many bytes', `["${'x'.repeat(200_000)}"]`, 'The feed is larger than 200000 bytes.'],
  ])('finds %s, and changes nothing', async (_, text, message) => {
    await refresh([bolt]);
    await expect(refresh(text)).rejects.toEqual(refusal(message));
    expect(await companies()).toEqual(['Bolt']);
    expect(logged()).toContainEqual(expect.objectContaining({ level: 'warn', feed: 'default' }));
    expect(lines.join()).not.toContain('hunter2');
  });

  it('saves nothing of it when a part cannot be saved', async () => {
    await db.query("alter table ipo_listing add constraint test_only check (company <> 'Bolt')");
    await expect(refresh([acme, bolt])).rejects.toThrow('test_only');
    await db.query('alter table ipo_listing drop constraint test_only');
    expect(await companies()).toEqual([]);
  });

  it('is a feed of the own network', async () => {
    const guarded = { ...services, ipo: { ...services.ipo, allowPrivate: false } };
    const before = server.requests();
    await expect(refreshIpoListings(guarded, 'default')).rejects.toEqual(
      refusal(expect.stringContaining('not public')),
    );
    expect(server.requests()).toBe(before);
  });
});

describe('the list of upcoming listings', () => {
  it('is by day, those without one last, and paged in both directions', async () => {
    const dates = ['2031-01-01', null, '2030-02-10', '2030-12-01', 'soon', '2030-02-09'];
    await refresh(dates.map((date, index) => ({ company: `C${index}`, date })));
    const order = ['C5', 'C2', 'C3', 'C0'];
    expect((await companies()).slice(0, 4)).toEqual(order);

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ first: 2, after });
      seen.push(...page.nodes.map(({ company }) => company));
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    expect(seen).toEqual(await companies());
    expect((await list({ last: 2 })).nodes.map(({ company }) => company)).toEqual(seen.slice(-2));
    expect(await (await list({ first: 1 })).countAll()).toBe(6);
  });

  it('has a migration that can be undone', async () => {
    await refresh([acme]);
    await db.undoLastMigration();
    expect(await db.query("select from pg_tables where tablename = 'ipo_listing'")).toEqual([]);
    await db.runMigrations();
    expect(await refresh([acme])).toEqual({ fetched: 1, added: 1 });
  });
});
