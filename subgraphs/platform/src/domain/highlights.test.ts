import { matchEnd, matchStart } from '../engines/searchEngine';
import { highlightsOf } from './highlights';

const shown = (document: { title?: string; keywords?: string; body?: string }, ...words: string[]) =>
  highlightsOf({ title: '', keywords: '', body: '', ...document }, words).map(({ field, fragment }) => [
    field,
    fragment.replaceAll(matchStart, '[').replaceAll(matchEnd, ']'),
  ]);

describe('the highlights of a document', () => {
  it('show the words where they stand, the title first', () => {
    expect(shown({ title: 'Nine Bridges', body: 'Nine hours over the bridge.' }, 'nine', 'bridge')).toEqual([
      ['title', '[Nine] [Bridges]'],
      ['body', '[Nine] hours over the [bridge].'],
    ]);
  });

  it('find a word whatever its case, accents and apostrophes', () => {
    expect(shown({ title: 'Amélie’s Crème Brûlée' }, 'amelies', 'bru')).toEqual([
      ['title', '[Amélie’s] Crème [Brûlée]'],
    ]);
  });

  it('leave out fields without a match', () => {
    expect(shown({ title: 'Marzipan', keywords: 'Comedy' }, 'comedy')).toEqual([['keywords', '[Comedy]']]);
    expect(shown({ title: 'Marzipan' }, 'zipan')).toEqual([]);
  });

  it('cut a long body around the first match, between words', () => {
    const body = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`;
    const [[, fragment = ''] = []] = shown({ body }, 'needle');
    expect(fragment).toMatch(/^before (before )*\[needle\] (after )*after$/);
    expect(fragment.length).toBeLessThan(170);
  });

  it('hold no mark that was not put there', () => {
    expect(shown({ title: `a ${matchStart}evil${matchEnd} title` }, 'title')).toEqual([['title', 'a evil [title]']]);
  });
});
