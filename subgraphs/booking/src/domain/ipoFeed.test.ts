import { readConfig } from '@marquee/shared/config';
import { ipoVariables } from '../config/ipoVariables';
import { readFeedList } from './ipoFeed';

describe('the configured feeds', () => {
  it('are none unless there are some', () => {
    expect(readConfig({}, ipoVariables)).toEqual({
      ipoFeeds: [],
      ipoFeedTimeoutMs: 5_000,
      ipoFeedMaxBytes: 1_048_576,
      ipoFeedAllowPrivate: false,
    });
  });

  it('have a name and a URL each, in which = may stand', () => {
    const text = 'default=https://a.example/ipos?key=1, new_york-2=http://b.example/table.html';
    expect(readConfig({ IPO_FEEDS: text }, ipoVariables).ipoFeeds).toEqual([
      { name: 'default', url: 'https://a.example/ipos?key=1' },
      { name: 'new_york-2', url: 'http://b.example/table.html' },
    ]);
  });

  it.each([
    ['no name', 'https://a.example/'],
    ['an empty name', '=https://a.example/'],
    ['a name with a space', 'my feed=https://a.example/'],
    ['no URL', 'default='],
    ['another scheme', 'default=file:///etc/passwd'],
    ['a password', 'default=https://user:hunter2@a.example/'],
  ])('are refused with %s, and never repeated', (_, text) => {
    const read = () => readConfig({ IPO_FEEDS: text }, ipoVariables);
    expect(read).toThrow(/IPO_FEEDS must/);
    expect(read).not.toThrow(/hunter2|passwd/);
  });

  it('are refused when two have one name', () => {
    expect(() => readFeedList(['a=https://a.example/', 'a=https://b.example/'])).toThrow('must name each feed once');
  });
});
