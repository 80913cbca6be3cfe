/** The systems whose every endpoint has an operation here. */
export type ReplacedSystem = 'cinema and food' | 'shop platform' | 'products and orders' | 'book shop' | 'orders demo';
