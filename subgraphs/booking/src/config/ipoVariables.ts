import { type Variable, variable } from '@marquee/shared/config';
import { type IpoFeed, readFeedList } from '../domain/ipoFeed';

const feedTexts = variable.list({
  name: 'IPO_FEEDS',
  default: [],
  description:
    'feeds of upcoming listings, name=url separated by commas, such as default=https://example.com/ipos.json; a comma in a URL is written %2C',
});

const ipoFeeds: Variable<readonly IpoFeed[]> = {
  ...feedTexts,
  defaultValue: [],
  parse: (text) => readFeedList(feedTexts.parse(text)),
};

/** What `upcomingIpoRefresh` reads, and how far it trusts it. */
export const ipoVariables = {
  ipoFeeds,
  ipoFeedTimeoutMs: variable.integer({
    name: 'IPO_FEED_TIMEOUT_MS',
    default: 5_000,
    min: 1,
    max: 60_000,
    unit: 'ms',
    description: 'how long reading a feed may take, redirects included',
  }),
  ipoFeedMaxBytes: variable.integer({
    name: 'IPO_FEED_MAX_BYTES',
    default: 1_048_576,
    min: 1,
    max: 104_857_600,
    unit: 'bytes',
    description: 'how large a feed may be, after it is decompressed too',
  }),
  ipoFeedAllowPrivate: variable.boolean({
    name: 'IPO_FEED_ALLOW_PRIVATE',
    default: false,
    description:
      'whether a feed may be in the own network; only for development, since feeds then reach what nobody else can',
  }),
};
