import { indexedPlansOf, type SubgraphBed, someone } from '@marquee/shared/testing';
import { aPlatformBed } from './support/platformBed';

let bed: SubgraphBed;
const reader = someone();

/** Sixty thousand documents of the kinds there are: titles of three words out of many, one in six in another kind. */
beforeAll(async () => {
  bed = await aPlatformBed();
  for (let first = 0; first < 60_000; first += 5_000) {
    await bed.db.query(
      `insert into search_document (kind, id, owner_id, title, keywords, body, title_folded, names_folded, body_folded, facets)
       select (array['MOVIE', 'THEATER', 'SHOWING', 'BOOKING', 'RESTAURANT', 'FOOD'])[1 + n % 6], 'doc_' || n,
         case n % 6 when 3 then case n % 600 when 3 then $3 else 'usr_' || n % 600 end end,
         title, 'Dublin', '', lower(title), 'dublin', '', '{"city": ["Dublin"]}'
       from generate_series($1::int, $2::int) as n cross join lateral (
         select translate(substr(md5((n % 700)::text), 1, 7) || ' ' || substr(md5((n % 3100)::text || 'b'), 1, 3 + n % 3100 % 6),
           '0123456789', 'ghijklmnop') || ' ' || n as title
       ) as titled`,
      [first, first + 4_999, reader.userId],
    );
    // In parts: on a busy machine all of them in one statement take longer than one may.
    await bed.db.query(
      `insert into search_word select distinct unnest(string_to_array(title_folded, ' ')) from search_document
       where id in (select 'doc_' || n from generate_series($1::int, $2::int) as n) on conflict do nothing`,
      [first, first + 4_999],
    );
  }
  await bed.db.query('vacuum analyze');
}, 120_000);
afterAll(() => bed.close());

describe('no search reads a large index from one end to the other', () => {
  const search = (query: string, more = '') =>
    `{ search(query: "${query}", first: 20${more}) { totalCount nodes { kind title } facets { field } } }`;
  let title: string;
  beforeAll(async () => {
    [{ title }] = (await bed.db.query(`select title from search_document where id = 'doc_0'`)) as [{ title: string }];
  });
  const wordOf = (nth: number) => title.split(' ')[nth] ?? '';
  const turned = (word: string) => `${word[1]}${word[0]}${word.slice(2)}`;

  it.each<[string, () => string]>([
    ['for a word', () => search(wordOf(0))],
    ['for two words', () => search(`${wordOf(0)} ${wordOf(1)}`)],
    ['for the beginning of a word', () => search(wordOf(0).slice(0, 4))],
    ['for a misspelt word', () => search(turned(wordOf(0)))],
    ['for a misspelt word of three letters', () => search(turned(wordOf(1)))],
    ['for what is nowhere', () => search('zzzzzzzz')],
    ['in one kind', () => search(wordOf(0), ', kinds: [MOVIE]')],
    ['among own bookings', () => search(wordOf(0), ', kinds: [BOOKING]')],
    ['while typing', () => `{ searchSuggest(prefix: "${wordOf(0).slice(0, 3)}") }`],
    ['while typing the second word', () => `{ searchSuggest(prefix: "${wordOf(0)} ${wordOf(1).slice(0, 2)}") }`],
  ])('(%s)', async (_name, query) => {
    const plans = await indexedPlansOf(bed.db, async () =>
      expect((await bed.ask(reader, query())).errors).toBeUndefined(),
    );
    expect(plans).toContain('search_document_words');
  });

  it('(nor all words that there are, for what may have been meant)', async () => {
    const plans = await indexedPlansOf(bed.db, () =>
      bed.ask(reader, search(`${turned(wordOf(0))} ${turned(wordOf(1))}`)),
    );
    expect(plans).toContain('search_word_without_letters');
  });
});
