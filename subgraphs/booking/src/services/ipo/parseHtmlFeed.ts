import { Parser } from 'htmlparser2';
import { UnreadableFeed } from '../../domain/ipoErrors';
import { columnName, type FeedRow, isLinkColumn, namesCompanies } from '../../domain/ipoListing';

interface Cell {
  text: string;
  /** Of the first link in it. */
  href: string | null;
}

type Table = Cell[][];

/** No page is nested so deeply; parsing one takes time that grows with the square of its depth. */
const deepest = 200;

/**
 * The rows of the first table in which a row names the columns, one of them the company. Addresses of links are
 * completed by the page's own. Without a column for links the first link of a row counts. @throws UnreadableFeed
 */
export function parseHtmlFeed(html: string, pageUrl: string): FeedRow[] {
  for (const table of tablesIn(html)) {
    const rows = table.map((cells) => cells.map(({ text }) => columnName(text)));
    const head = rows.findIndex(namesCompanies);
    const names = rows[head];
    if (names !== undefined) return table.slice(head + 1).map((cells) => rowOf(names, cells, pageUrl));
  }
  throw new UnreadableFeed('The feed is a page without a table that has a column named Company.');
}

/** A row with other cells than the head has is a note, or runs over several rows: no cells say what is in it. */
function rowOf(names: readonly string[], cells: readonly Cell[], pageUrl: string): FeedRow {
  if (cells.length !== names.length) return {};
  const firstLink = cells.find(({ href }) => href !== null);
  const entries = cells.map((cell, index) => {
    const name = names[index] ?? '';
    return [name, isLinkColumn(name) ? addressOf(cell, pageUrl) : cell.text];
  });
  return { url: firstLink === undefined ? null : addressOf(firstLink, pageUrl), ...Object.fromEntries(entries) };
}

function addressOf({ text, href }: Cell, pageUrl: string): string {
  return href !== null && URL.canParse(href, pageUrl) ? new URL(href, pageUrl).href : text;
}

/** Every table with the cells of its own: what stands in a table inside a cell belongs to that one alone. */
function tablesIn(html: string): Table[] {
  const tables: Table[] = [];
  const open: { table: Table; cell: Cell | null }[] = [];
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { href }) {
      depth += 1;
      if (depth > deepest) throw new UnreadableFeed('The feed is a page that is nested too deeply.');
      const inner = open.at(-1);
      if (name === 'table') {
        const table: Table = [];
        tables.push(table);
        open.push({ table, cell: null });
      } else if (name === 'tr') {
        inner?.table.push([]);
      } else if (inner !== undefined && (name === 'td' || name === 'th')) {
        inner.cell = { text: '', href: null };
        inner.table.at(-1)?.push(inner.cell);
      } else if (name === 'a' && href !== undefined && inner?.cell) {
        inner.cell.href ??= href;
      } else if (name === 'br' && inner?.cell) {
        inner.cell.text += ' ';
      }
    },
    ontext(text) {
      const cell = open.at(-1)?.cell;
      if (cell) cell.text += text;
    },
    onclosetag(name) {
      depth -= 1;
      const inner = open.at(-1);
      if (name === 'table') open.pop();
      else if (inner !== undefined && (name === 'td' || name === 'th')) inner.cell = null;
    },
  });
  parser.end(html);
  return tables;
}
