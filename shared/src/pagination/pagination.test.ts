import { connectionOf, encodeCursor, type PageArguments, readPage } from './index';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** What a repository does: rows beyond the cursor, in the page's direction, one more than asked for. */
function list(args: PageArguments) {
  const page = readPage(args, { list: 'letters', keyCount: 1, defaultSize: 2, maxSize: 3 });
  const [key] = page.keys ?? [];
  const ordered = page.isBackward ? letters.toReversed() : letters;
  const rows = ordered.filter((row) => key === undefined || (page.isBackward ? row < key : row > key));
  return connectionOf(rows.slice(0, page.size + 1), page, (row) => [row]);
}

describe('a connection', () => {
  it('walks forward from page to page', () => {
    const first = list({ first: 2 });
    expect(first.nodes).toEqual(['a', 'b']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });

    const last = list({ first: 3, after: first.pageInfo.endCursor });
    expect(last.nodes).toEqual(['c', 'd', 'e']);
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('walks backward in display order', () => {
    const end = list({ last: 2 });
    expect(end.nodes).toEqual(['d', 'e']);
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

    const before = list({ last: 2, before: end.pageInfo.startCursor });
    expect(before.nodes).toEqual(['b', 'c']);
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('has its default size, and may be empty', () => {
    expect(list({}).nodes).toEqual(['a', 'b']);
    const end = list({ last: 1 }).pageInfo.endCursor;
    expect(list({ after: end })).toMatchObject({ nodes: [], pageInfo: { startCursor: null, endCursor: null } });
  });

  it.each<[string, PageArguments, string]>([
    ['nothing', { first: 0 }, 'first'],
    ['a negative size', { first: -1 }, 'first'],
    ['more than the most', { last: 4 }, 'last'],
    ['both directions', { first: 1, before: 'x', last: 1 }, 'first'],
    ['a cursor that is none', { after: 'zzz' }, 'after'],
    ['a cursor that is no list of texts', { after: Buffer.from('["letters",1]').toString('base64url') }, 'after'],
    ['a cursor with other keys', { after: encodeCursor('letters', ['a', 'b']) }, 'after'],
    ['a cursor of another list', { after: encodeCursor('numbers', ['a']) }, 'after'],
  ])('refuses %s', (_name, args, path) => {
    expect(() => list(args)).toThrow(expect.objectContaining({ code: 'VALIDATION', inputPath: [path] }));
  });
});
