import { InvalidInput } from '@marquee/shared/errors';
import { optionalText, requireText } from '@marquee/shared/text';
import { readIpoDate } from './ipoDate';
import { isFeedUrl } from './ipoFeed';

/** One row of a feed as it was found: cells by what `columnName` makes of their headings. */
export type FeedRow = Readonly<Record<string, unknown>>;

/** A listing that a feed announces. */
export interface IpoListing {
  readonly company: string;
  readonly symbol: string | null;
  /** YYYY-MM-DD. */
  readonly expectedOn: string | null;
  readonly priceBand: string | null;
  readonly sourceUrl: string | null;
}

/** How feeds call what we keep, the first that a row has counts. */
const columns = {
  company: ['company', 'companyname', 'name', 'issuer'],
  symbol: ['symbol', 'ticker'],
  expectedOn: ['expectedon', 'expecteddate', 'expected', 'date'],
  priceBand: ['priceband', 'pricerange', 'price'],
  sourceUrl: ['sourceurl', 'url', 'link'],
} as const;

const longestUrl = 2_048;

/** A heading without what differs from feed to feed: `Price Band` and `price_band` are one column. */
export function columnName(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z]/g, '');
}

/** Whether it is the column of a listing's own page. */
export function isLinkColumn(name: string): boolean {
  return columns.sourceUrl.some((link) => link === name);
}

/** Whether a table with these columns lists companies. */
export function namesCompanies(names: readonly string[]): boolean {
  return columns.company.some((name) => names.includes(name));
}

/** The listing in a row; null when it has no company, or a text that cannot be shown. */
export function readListing(row: FeedRow): IpoListing | null {
  try {
    return {
      company: requireText(textIn(row, columns.company) ?? '', [], { max: 200 }),
      symbol: optionalText(textIn(row, columns.symbol), [], { max: 30 }),
      expectedOn: readIpoDate(textIn(row, columns.expectedOn) ?? ''),
      priceBand: optionalText(textIn(row, columns.priceBand), [], { max: 100 }),
      sourceUrl: readLink(textIn(row, columns.sourceUrl)),
    };
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}

/** On one line; null when the row has none. @throws InvalidInput for what is no text and no number */
function textIn(row: FeedRow, names: readonly string[]): string | null {
  const value = names.map((name) => row[name]).find((cell) => cell !== undefined && cell !== null);
  if (value === undefined) return null;
  if (typeof value !== 'string' && typeof value !== 'number') throw new InvalidInput('This must be a text.');
  return String(value).replace(/\s+/g, ' ').trim();
}

/** Only what a browser may follow: no javascript:, no data:, no password. */
function readLink(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isFeedUrl(url) && url.href.length <= longestUrl ? url.href : null;
}
