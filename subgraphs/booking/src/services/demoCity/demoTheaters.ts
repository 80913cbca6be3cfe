/** Rows from the screen to the back, a character a seat: see `drawPlan`. */
export interface DemoScreen {
  readonly name: string;
  readonly features: readonly string[];
  readonly plan: readonly string[];
  /** Of an adult's seat without a tier of its own. */
  readonly basePriceMinor: number;
}

export interface DemoTheater {
  readonly name: string;
  readonly line1: string;
  readonly postalCode: string;
  readonly screens: readonly DemoScreen[];
}

export const demoCity = { city: 'Dublin', country: 'IE', timeZone: 'Europe/Dublin', currency: 'EUR' } as const;

/** A room with an aisle on both sides, spaces for wheelchairs in front, and better chairs in the last rows. */
const largeRoom = [
  '    ..........    ',
  '.. ............ ..',
  '... .......... ...',
  '... .......... ...',
  'wc. .......... .cw',
  '... .......... ...',
  '... .......... ...',
  '... pppppppppp ...',
  '... pppppppppp ...',
  '... pppppppppp ...',
  '... pppppppppp ...',
  '  rrrr rrrr rrrr  ',
];

/** Small, one aisle, and pairs for two at the back. */
const smallRoom = [
  '...... ......',
  '...... ......',
  'wc.... ....cw',
  '...... ......',
  'pppppp pppppp',
  'pppppp pppppp',
  'llllll llllll',
];

/** Armchairs only. */
const lounge = ['wc rrrr rrrr', 'rrrr rrrr rr', 'rrrr rrrr rr', 'rrrr rrrr rr'];

export const demoTheaters: readonly DemoTheater[] = [
  {
    name: 'Lantern Cinema',
    line1: '21 Parnell Street',
    postalCode: 'D01 X2P5',
    screens: [
      { name: 'Screen 1', features: ['Dolby Atmos', 'Hearing loop'], plan: largeRoom, basePriceMinor: 1350 },
      { name: 'Screen 2', features: ['Hearing loop'], plan: smallRoom, basePriceMinor: 1150 },
      { name: 'The Loft', features: ['Armchairs', 'Bar'], plan: lounge, basePriceMinor: 1900 },
    ],
  },
  {
    name: 'Harbour Picture House',
    line1: '5 Sir John Rogerson’s Quay',
    postalCode: 'D02 YT21',
    screens: [
      { name: 'Sail', features: ['IMAX', 'Hearing loop'], plan: largeRoom, basePriceMinor: 1600 },
      { name: 'Anchor', features: [], plan: smallRoom, basePriceMinor: 1050 },
    ],
  },
  {
    name: 'Kino Stoneybatter',
    line1: '48 Manor Street',
    postalCode: 'D07 C7F2',
    screens: [{ name: 'Kino', features: ['35 mm', 'Hearing loop'], plan: smallRoom, basePriceMinor: 950 }],
  },
];
