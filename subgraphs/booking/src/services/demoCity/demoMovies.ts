export interface DemoMovie {
  readonly title: string;
  readonly description: string;
  readonly durationMinutes: number;
  readonly genres: readonly string[];
  readonly rating: string;
  readonly releasedOn: string;
}

/** Films that nobody has made, so that nobody's are misquoted. None is longer than what lies between two beginnings. */
export const demoMovies: readonly DemoMovie[] = [
  {
    title: 'The Lighthouse Keeper’s Daughter',
    description: 'A storm cuts an island off for nine days, and somebody on it is not who they say they are.',
    durationMinutes: 112,
    genres: ['Thriller', 'Drama'],
    rating: '15A',
    releasedOn: '2026-10-09',
  },
  {
    title: 'Orbit of Small Things',
    description: 'Two engineers keep an ageing station alive, and an old argument with it.',
    durationMinutes: 138,
    genres: ['Science Fiction', 'Drama'],
    rating: '12A',
    releasedOn: '2026-11-06',
  },
  {
    title: 'Marzipan',
    description: 'A confectioner inherits a rival’s shop, its debts and its parrot.',
    durationMinutes: 97,
    genres: ['Comedy', 'Romance'],
    rating: 'PG',
    releasedOn: '2026-11-13',
  },
  {
    title: 'Nine Bridges',
    description: 'A courier has one night to cross a city that is closing behind her.',
    durationMinutes: 121,
    genres: ['Action', 'Thriller'],
    rating: '15A',
    releasedOn: '2026-11-20',
  },
  {
    title: 'Pip and the Weather Machine',
    description: 'A hedgehog repairs the rain. Animated, for everyone above four.',
    durationMinutes: 84,
    genres: ['Animation', 'Family'],
    rating: 'G',
    releasedOn: '2026-10-23',
  },
  {
    title: 'What the River Kept',
    description: 'Forty years of one village, filmed by the people who live there.',
    durationMinutes: 104,
    genres: ['Documentary'],
    rating: 'PG',
    releasedOn: '2026-09-18',
  },
  {
    title: 'The Last Accordion',
    description: 'A band that has not spoken since 1989 is booked for the same wedding.',
    durationMinutes: 109,
    genres: ['Comedy', 'Music'],
    rating: '12A',
    releasedOn: '2026-11-27',
  },
  {
    title: 'Salt and Iron',
    description: 'A mutiny, told by the cook.',
    durationMinutes: 151,
    genres: ['History', 'Adventure'],
    rating: '16',
    releasedOn: '2026-08-28',
  },
];
