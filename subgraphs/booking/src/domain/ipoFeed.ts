/** A source of upcoming listings that an operator has configured. */
export interface IpoFeed {
  readonly name: string;
  readonly url: string;
}

const feedName = /^[\w-]{1,50}$/;

/**
 * The feeds in a list of `name=url` texts. A URL is never part of a message, since it may carry a token.
 * @throws Error whose message completes the name of a setting
 */
export function readFeedList(texts: readonly string[]): readonly IpoFeed[] {
  const feeds = texts.map(readFeed);
  const names = new Set(feeds.map(({ name }) => name));
  if (names.size < feeds.length) throw new Error('must name each feed once');
  return feeds;
}

function readFeed(text: string): IpoFeed {
  const end = text.indexOf('=');
  const name = text.slice(0, end);
  if (end < 0 || !feedName.test(name)) {
    throw new Error('must be name=url pairs; a name has 1 to 50 letters, digits, _ and -');
  }
  const url = text.slice(end + 1);
  if (!URL.canParse(url) || !isFeedUrl(new URL(url))) {
    throw new Error(`must have an http or https URL without user and password for ${name}`);
  }
  return { name, url };
}

/** Whether a URL is one that a feed may be read from, as far as its text tells. */
export function isFeedUrl({ protocol, username, password }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
