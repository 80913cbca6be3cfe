export interface DemoCategory {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The shelves below it, by slug. */
  readonly below: Readonly<Record<string, string>>;
}

/** Two levels of shelves. */
export const demoCategories: readonly DemoCategory[] = [
  {
    slug: 'home',
    name: 'Home',
    description: 'Light, warmth and order.',
    below: { lighting: 'Lighting', textiles: 'Textiles', storage: 'Storage' },
  },
  {
    slug: 'kitchen',
    name: 'Kitchen',
    description: 'For cooks and for guests.',
    below: { cookware: 'Cookware', tableware: 'Tableware', 'coffee-and-tea': 'Coffee and tea' },
  },
  {
    slug: 'toys',
    name: 'Toys',
    description: 'For small hands and rainy Sundays.',
    below: { games: 'Games', wooden: 'Wooden toys' },
  },
  {
    slug: 'stationery',
    name: 'Stationery',
    description: 'Paper and what to do with it.',
    below: { paper: 'Paper', 'pens-and-ink': 'Pens and ink' },
  },
  {
    slug: 'music',
    name: 'Music',
    description: 'To play, and to listen to.',
    below: { records: 'Records', instruments: 'Small instruments' },
  },
  {
    slug: 'books',
    name: 'Books',
    description: 'Invented by the people of this city.',
    below: { fiction: 'Fiction', 'non-fiction': 'Non-fiction', 'for-children': 'For children' },
  },
];
