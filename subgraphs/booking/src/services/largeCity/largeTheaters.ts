import type { Address } from '@marquee/shared/address';
import { drawFor, fixedId } from '@marquee/shared/seeding';
import type { ScreenEntity } from '../../persistence/screen.entity';
import type { SeatEntity } from '../../persistence/seat.entity';
import { demoCity } from '../demoCity/demoTheaters';
import { drawPlan } from '../demoCity/drawPlan';

const names =
  'Aurora, Beacon, Capitol, Dolmen, Electric, Forum, Gaiety, Hippodrome, Imperial, Jubilee, Kestrel, Lyric, Metropole, Neptune, Orpheum, Palladium, Quayside, Regent, Savoy, Tivoli'.split(
    ', ',
  );
const kinds = ['Cinema', 'Picture House', 'Film Theatre', 'Multiplex'];
const towns = ['Dublin', 'Dublin', 'Dublin', 'Dún Laoghaire', 'Swords', 'Bray', 'Tallaght', 'Malahide', 'Howth'];
const streets =
  'Abbey Street, Main Street, Strand Road, Church Street, Mill Lane, Castle Street, Harbour Road, Station Road'.split(
    ', ',
  );
const features = ['Dolby Atmos', 'Hearing loop', 'Armchairs', 'IMAX', '35 mm', 'Bar', 'Step-free'];

/** Two hundred seats: the room of most screens of a city, so that a showing of any has as many. */
export const largeRoom = [
  '   ............   ',
  '..................',
  'wc..............cw',
  '..................',
  '..................',
  '..................',
  '..................',
  'pppppppppppppppppp',
  'pppppppppppppppppp',
  'pppppppppppppppppp',
  'pppppppppppppppppp',
  ' rr   rr  rr   rr ',
];

export const screensATheater = 4;

export interface LargeScreen {
  readonly row: ScreenEntity;
  readonly seats: readonly SeatEntity[];
  /** Of an adult's seat without a tier of its own. */
  readonly basePriceMinor: number;
}

export interface LargeTheater {
  readonly row: { readonly id: string; readonly name: string; readonly address: Address; readonly timeZone: string };
  readonly screens: readonly LargeScreen[];
}

/** The nth theater with its screens, always the same. */
export function largeTheater(nth: number): LargeTheater {
  const draw = drawFor(nth);
  const id = fixedId('theater', `large ${nth}`);
  const city = draw.oneOf(towns);
  const name = `${names[nth % names.length]} ${kinds[Math.floor(nth / names.length) % kinds.length]}`;
  const basePriceMinor = draw.whole(18, 32) * 50;
  const address = {
    recipient: null,
    line1: `${draw.whole(1, 140)} ${draw.oneOf(streets)}`,
    line2: null,
    city,
    region: null,
    postalCode: `D${String(draw.whole(1, 24)).padStart(2, '0')}`,
    country: demoCity.country,
  };
  return {
    row: { id, name: city === 'Dublin' ? name : `${name} ${city}`, address, timeZone: demoCity.timeZone },
    screens: Array.from({ length: screensATheater }, (_, index) => ({
      ...screenOf(nth, index, { id, features: draw.someOf(features, draw.whole(0, 3)) }),
      basePriceMinor,
    })),
  };
}

function screenOf(
  theater: number,
  index: number,
  { id: theaterId, features: has }: { id: string; features: string[] },
) {
  const key = `large ${theater} ${index + 1}`;
  const id = fixedId('screen', key);
  const { width: planWidth, height: planHeight, seats } = drawPlan(largeRoom);
  return {
    row: { id, theaterId, name: `Screen ${index + 1}`, features: has, planVersion: 1, planWidth, planHeight },
    seats: seats.map((seat) => ({
      ...seat,
      id: fixedId('seat', `${key} ${seat.row}${seat.number}`),
      screenId: id,
      isBlocked: false,
      isRetired: false,
    })),
  };
}
