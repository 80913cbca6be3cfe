export { isbnCheckDigit, readIsbn } from './isbn';
