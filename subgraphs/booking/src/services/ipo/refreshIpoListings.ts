import { newId } from '@marquee/shared/ids';
import type { Logger } from '@marquee/shared/logging';
import type { Clock } from '@marquee/shared/time';
import type { DataSource } from 'typeorm';
import { UnknownFeed, UnreadableFeed } from '../../domain/ipoErrors';
import type { IpoFeed } from '../../domain/ipoFeed';
import { type FeedRow, type IpoListing, readListing } from '../../domain/ipoListing';
import { ipoListingsRepository } from '../../persistence/ipoListingsRepository';
import { parseHtmlFeed } from './parseHtmlFeed';
import { parseJsonFeed } from './parseJsonFeed';
import { type FeedLimits, type FeedText, readFeed } from './readFeed';

/** What reading feeds works with. */
export interface IpoServices {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly ipo: FeedLimits & { readonly feeds: readonly IpoFeed[] };
}

export interface RefreshedListings {
  /** How many listings the feed has. */
  readonly fetched: number;
  /** How many of them were not known. */
  readonly added: number;
}

const mostListings = 5_000;

/**
 * Reads a configured feed and keeps its listings, known ones as the feed has them now. What has vanished from the feed
 * stays. A feed that cannot be read changes nothing.
 * @throws UnknownFeed | UnreadableFeed
 */
export async function refreshIpoListings(services: IpoServices, feed: string): Promise<RefreshedListings> {
  const { db, clock, ipo } = services;
  const source = ipo.feeds.find(({ name }) => name === feed);
  if (source === undefined) throw new UnknownFeed();
  const listings = await readListings(services, source);
  const fetchedAt = clock.now();
  const rows = listings.map((listing) => ({ id: newId('ipoListing'), feed, fetchedAt, ...listing }));
  const added = await db.transaction((tx) => ipoListingsRepository(tx).save(rows));
  return { fetched: rows.length, added };
}

async function readListings({ logger, ipo }: IpoServices, { name, url }: IpoFeed): Promise<IpoListing[]> {
  try {
    const rows = rowsOf(await readFeed(url, ipo));
    const readable = rows.map(readListing).filter((listing) => listing !== null);
    const skipped = rows.length - readable.length;
    if (readable.length === 0 && skipped > 0) throw new UnreadableFeed('No row of the feed names a company.');
    if (skipped > 0) logger.info({ feed: name, rows: rows.length, skipped }, 'rows of a feed could not be read');
    return eachOnce(readable);
  } catch (error) {
    if (error instanceof UnreadableFeed) logger.warn({ feed: name, err: error }, 'a feed could not be read');
    throw error;
  }
}

/** By what the text is: what servers call it is too often wrong. */
function rowsOf({ text, url }: FeedText): FeedRow[] {
  const start = text.trimStart().charAt(0);
  if (start !== '<' && start !== '[' && start !== '{') throw new UnreadableFeed('The feed is neither JSON nor HTML.');
  const rows = start === '<' ? parseHtmlFeed(text, url) : parseJsonFeed(text);
  if (rows.length > mostListings) throw new UnreadableFeed(`The feed has more than ${mostListings} rows.`);
  return rows;
}

/** The first of those that are the same listing, which one statement cannot save twice. */
function eachOnce(listings: readonly IpoListing[]): IpoListing[] {
  const byKey = new Map<string, IpoListing>();
  for (const listing of listings) {
    const key = JSON.stringify([listing.company, listing.symbol]);
    if (!byKey.has(key)) byKey.set(key, listing);
  }
  return [...byKey.values()];
}
