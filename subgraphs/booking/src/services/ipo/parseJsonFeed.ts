import { UnreadableFeed } from '../../domain/ipoErrors';
import { columnName, type FeedRow } from '../../domain/ipoListing';

/** The rows of a JSON feed: an array, or an object in which one member is an array. @throws UnreadableFeed */
export function parseJsonFeed(text: string): FeedRow[] {
  return listIn(parse(text)).map(rowOf);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableFeed('The feed is not valid JSON.', cause);
  }
}

function listIn(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json;
  const lists = Object.values(json ?? {}).filter(Array.isArray);
  const [list] = lists;
  if (list === undefined || lists.length > 1) throw new UnreadableFeed('The feed is JSON without one list in it.');
  return list;
}

/** What is no object has no cells, and is found to be unreadable with the other such rows. */
function rowOf(item: unknown): FeedRow {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return {};
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [columnName(name), value]));
}
