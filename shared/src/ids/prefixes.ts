/** Every kind of thing that has an id, and the prefix that names it. A prefix is API: add freely, never change one. */
export const prefixes = {
  user: 'usr',
  session: 'ses',
  refreshToken: 'rft',
  signingKey: 'key',
  restaurant: 'rst',
  foodCategory: 'fct',
  food: 'fod',
  menuItem: 'mni',
  foodOrder: 'ford',
  foodOrderLine: 'forl',
  event: 'evt',
} as const;

export type IdKind = keyof typeof prefixes;
