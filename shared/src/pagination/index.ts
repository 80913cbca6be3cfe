export { type Connection, connectionOf } from './connection';
export { decodeCursor, encodeCursor } from './cursor';
export { isInstantKey, isIntegerKey } from './keys';
export { byAge, byName, cursorKeys, type Listing, listingOf, type Order } from './listing';
export { type Page, type PageArguments, type PageLimits, readPage } from './page';
