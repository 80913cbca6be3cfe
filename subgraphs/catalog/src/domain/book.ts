import { InvalidInput } from '@marquee/shared/errors';
import { type Money, readPrice } from '@marquee/shared/money';
import { optionalText, requireText } from '@marquee/shared/text';
import { kept, readDescription, readTitle } from './product';

/** A book as it is kept. */
export interface BookProfile {
  /** 13 digits. */
  readonly isbn: string | null;
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  /** YYYY-MM-DD. */
  readonly publishedOn: string | null;
  readonly pageCount: number | null;
  readonly language: string | null;
  readonly description: string | null;
  readonly price: Money;
  readonly coverUrl: string | null;
  readonly isActive: boolean;
}

/** What is left out stays; null empties what may be empty. */
export type BookChanges = {
  readonly [Field in keyof BookProfile]?: BookProfile[Field] | null | undefined;
};

export interface BookInput extends BookChanges {
  readonly title: string;
  readonly authors: readonly string[];
  readonly price: Money;
}

const mostAuthors = 20;
const mostPages = 100_000;

/** A whole book; one that says nothing else is sold. @throws InvalidInput */
export function readBook(input: BookInput): BookProfile {
  const { isbn = null, publishedOn = null, pageCount = null, coverUrl = null } = input;
  return {
    isbn,
    title: readTitle(input.title, ['input']),
    subtitle: optionalText(input.subtitle, ['input', 'subtitle'], { max: 200 }),
    authors: readAuthors(input.authors),
    publisher: optionalText(input.publisher, ['input', 'publisher'], { max: 120 }),
    publishedOn,
    pageCount: readPageCount(pageCount),
    language: readLanguage(input.language ?? null),
    description: readDescription(input.description, ['input']),
    price: readPrice(input.price, ['input', 'price']),
    coverUrl,
    isActive: input.isActive ?? true,
  };
}

/** The book with these changes (PATCH). @throws InvalidInput */
export function changeBook(current: BookProfile, changes: BookChanges): BookProfile {
  return readBook({
    title: changes.title ?? current.title,
    authors: changes.authors ?? current.authors,
    price: changes.price ?? current.price,
    isActive: changes.isActive ?? current.isActive,
    isbn: kept(changes.isbn, current.isbn),
    subtitle: kept(changes.subtitle, current.subtitle),
    publisher: kept(changes.publisher, current.publisher),
    publishedOn: kept(changes.publishedOn, current.publishedOn),
    pageCount: kept(changes.pageCount, current.pageCount),
    language: kept(changes.language, current.language),
    description: kept(changes.description, current.description),
    coverUrl: kept(changes.coverUrl, current.coverUrl),
  });
}

function readAuthors(authors: readonly string[]): string[] {
  const path = ['input', 'authors'];
  if (authors.length < 1 || authors.length > mostAuthors) {
    throw new InvalidInput(`A book has from 1 to ${mostAuthors} authors.`, path);
  }
  return authors.map((author, index) => requireText(author, [...path, index], { max: 120 }));
}

function readPageCount(count: number | null): number | null {
  if (count === null || (Number.isInteger(count) && count >= 1 && count <= mostPages)) return count;
  throw new InvalidInput(`A book has from 1 to ${mostPages} pages.`, ['input', 'pageCount']);
}

function readLanguage(tag: string | null): string | null {
  if (tag === null || tag.trim() === '') return null;
  try {
    if (tag.length <= 35) return new Intl.Locale(tag.trim()).toString();
  } catch {
    // Told below, like a tag that is too long.
  }
  throw new InvalidInput('This must be a BCP 47 language tag, such as en or pt-BR.', ['input', 'language']);
}
