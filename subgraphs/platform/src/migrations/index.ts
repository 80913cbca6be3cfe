import { CreateInbox1767225600001, CreateOutbox1767225600000 } from '@marquee/shared/events';
import { CreateSearchDocument1767225801000 } from './1767225801000-CreateSearchDocument';
import { CreateCatalogItem1767225802000 } from './1767225802000-CreateCatalogItem';
import { IndexMisspellings1767225803000 } from './1767225803000-IndexMisspellings';

/** From an empty database to today's, oldest first. */
export const platformMigrations = [
  CreateOutbox1767225600000,
  CreateInbox1767225600001,
  CreateSearchDocument1767225801000,
  CreateCatalogItem1767225802000,
  IndexMisspellings1767225803000,
];
