export { type Connection, connectionOf } from './connection';
export { decodeCursor, encodeCursor } from './cursor';
export { type Page, type PageArguments, type PageLimits, readPage } from './page';
