import { boxesAround, distanceKm, type GeoBox, type GeoPoint, readGeoPoint } from './geoPoint';

const dublin = { latitude: 53.3498, longitude: -6.2603 };
const cork = { latitude: 51.8985, longitude: -8.4756 };

describe('a place', () => {
  it.each([
    [-90, -180],
    [90, 180],
    [0, 0],
  ])('may be at %d, %d', (latitude, longitude) => {
    expect(readGeoPoint({ latitude, longitude }, ['near'])).toEqual({ latitude, longitude });
  });

  it.each([
    ['latitude', { latitude: 90.1, longitude: 0 }],
    ['latitude', { latitude: -1e9, longitude: 0 }],
    ['latitude', { latitude: Number.NaN, longitude: 0 }],
    ['longitude', { latitude: 0, longitude: 180.1 }],
    ['longitude', { latitude: 0, longitude: Number.NEGATIVE_INFINITY }],
  ])('is refused for its %s in %j', (name, place) => {
    expect(() => readGeoPoint(place, ['near'])).toThrow(
      expect.objectContaining({ code: 'VALIDATION', inputPath: ['near', name] }),
    );
  });
});

describe('a distance', () => {
  it('is that of a great circle, the same both ways', () => {
    expect(distanceKm(dublin, cork)).toBeCloseTo(219.6, 0);
    expect(distanceKm(cork, dublin)).toBe(distanceKm(dublin, cork));
    expect(distanceKm(dublin, dublin)).toBe(0);
  });

  it('is half the globe to the other side, and short over the antimeridian', () => {
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(20_015, 0);
    expect(distanceKm({ latitude: 0, longitude: 179.99 }, { latitude: 0, longitude: -179.99 })).toBeCloseTo(2.22, 1);
  });
});

describe('the boxes around a place', () => {
  const holds = (boxes: readonly GeoBox[], { latitude, longitude }: GeoPoint) =>
    boxes.some(
      ({ south, north, west, east }) =>
        south <= latitude && latitude <= north && west <= longitude && longitude <= east,
    );
  /** Points on rings around the place, by walking a bearing on the sphere. */
  const ring = ({ latitude, longitude }: GeoPoint, km: number): GeoPoint[] =>
    Array.from({ length: 72 }, (_, index) => {
      const [bearing, angle, from] = [(index * Math.PI) / 36, km / 6371.0088, (latitude * Math.PI) / 180];
      const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing));
      const turn = Math.atan2(
        Math.sin(bearing) * Math.sin(angle) * Math.cos(from),
        Math.cos(angle) - Math.sin(from) * Math.sin(to),
      );
      const around = longitude + (turn * 180) / Math.PI;
      return { latitude: (to * 180) / Math.PI, longitude: ((((around + 180) % 360) + 360) % 360) - 180 };
    });

  it.each([
    dublin,
    { latitude: 0, longitude: 0 },
    { latitude: -17.7, longitude: 179.999 },
    { latitude: -17.7, longitude: -180 },
    { latitude: 89.9, longitude: 10 },
    { latitude: -90, longitude: 0 },
  ])('hold every point that is near %j', (place) => {
    for (const km of [0.01, 5, 100]) {
      for (const point of ring(place, km * 0.999)) expect(holds(boxesAround(place, km), point)).toBe(true);
    }
  });

  it('have their bounds when the circle all but touches a pole', () => {
    const [box] = boxesAround({ latitude: 89.94783941890397, longitude: 10 }, 5.8);
    expect(Object.values(box ?? {}).every(Number.isFinite)).toBe(true);
  });

  it('are tight', () => {
    expect(holds(boxesAround(dublin, 5), cork)).toBe(false);
    const [box] = boxesAround(dublin, 5);
    expect((box?.north ?? 0) - (box?.south ?? 0)).toBeCloseTo(0.09, 2);
    expect(boxesAround({ latitude: 0, longitude: 180 }, 5)).toHaveLength(2);
  });
});
