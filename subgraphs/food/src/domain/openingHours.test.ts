import type { OpeningWindow } from '@marquee/shared/time';
import { checkOpeningHours } from './openingHours';

const on = (weekday: number, opens: string, closes: string): OpeningWindow[] => [{ weekday, opens, closes }];
const dublin = (openingHours: OpeningWindow[]) => ({ openingHours, timeZone: 'Europe/Dublin' });

describe('opening hours that cannot be', () => {
  it.each([
    ['weekday 0', on(0, '12:00', '22:00'), ['input', 'openingHours', '0', 'weekday']],
    ['weekday 8', on(8, '12:00', '22:00'), ['input', 'openingHours', '0', 'weekday']],
    ['24:00', on(1, '12:00', '24:00'), ['input', 'openingHours', '0', 'closes']],
    ['9:00', on(1, '9:00', '22:00'), ['input', 'openingHours', '0', 'opens']],
    ['noon', on(1, 'noon', '22:00'), ['input', 'openingHours', '0', 'opens']],
    ['51 windows', Array.from({ length: 51 }, () => on(1, '12:00', '13:00')).flat(), ['input', 'openingHours']],
  ])('%s is refused', (_, openingHours, path) => {
    expect(() => checkOpeningHours(dublin(openingHours))).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: path }),
    );
  });

  it.each(['', 'Dublin', 'Europe/Atlantis', '+01:00', 'Europe/Dublin\u0000', 'x'.repeat(10_000)])(
    'the time zone "%.20s" is refused',
    (timeZone) => {
      expect(() => checkOpeningHours({ openingHours: [], timeZone })).toThrow(
        expect.objectContaining({ inputPath: ['input', 'timeZone'] }),
      );
    },
  );
});
