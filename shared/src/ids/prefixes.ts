/** Every kind of thing that has an id, and the prefix that names it. A prefix is API: add freely, never change one. */
export const prefixes = {
  user: 'usr',
  session: 'ses',
  refreshToken: 'rft',
  signingKey: 'key',
  savedAddress: 'adr',
  auditEntry: 'aud',
  restaurant: 'rst',
  foodCategory: 'fct',
  food: 'fod',
  menuItem: 'mni',
  optionGroup: 'opg',
  menuOption: 'opt',
  foodOrder: 'ford',
  foodOrderLine: 'forl',
  event: 'evt',
} as const;

export type IdKind = keyof typeof prefixes;
