import { InvalidInput } from '@marquee/shared/errors';

/** A place on the globe in degrees (WGS 84): latitude -90 to 90, longitude -180 to 180. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** A rectangle of degrees that does not cross the antimeridian. */
export interface GeoBox {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Mean radius of the Earth (IUGG). */
export const earthRadiusKm = 6371.0088;

/** @throws InvalidInput unless it is a place on the globe */
export function readGeoPoint({ latitude, longitude }: GeoPoint, path: readonly (string | number)[]): GeoPoint {
  if (!(Math.abs(latitude) <= 90)) {
    throw new InvalidInput('The latitude must be from -90 to 90 degrees.', [...path, 'latitude']);
  }
  if (!(Math.abs(longitude) <= 180)) {
    throw new InvalidInput('The longitude must be from -180 to 180 degrees.', [...path, 'longitude']);
  }
  return { latitude, longitude };
}

/** The place of a row that may have none. */
export function placeOf({
  latitude,
  longitude,
}: {
  latitude: number | null;
  longitude: number | null;
}): GeoPoint | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}

/** How far it is as the crow flies, by the haversine formula. */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  const halfChord =
    haversine(to.latitude - from.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * haversine(to.longitude - from.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(halfChord)));
}

/**
 * Boxes that together hold every point within that distance: one, or two where the antimeridian runs between them. A box
 * can be looked up in an index; the corners that are too far are left to `distanceKm`.
 */
export function boxesAround({ latitude, longitude }: GeoPoint, radiusKm: number): GeoBox[] {
  const angle = radiusKm / earthRadiusKm;
  const south = latitude - degrees(angle);
  const north = latitude + degrees(angle);
  // A circle around a pole touches every meridian.
  if (south <= -90 || north >= 90) {
    return [{ south: Math.max(south, -90), north: Math.min(north, 90), west: -180, east: 180 }];
  }
  // Where the circle all but touches a pole, rounding brings the sine a hair above 1.
  const reach = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude)))));
  return unwrapped(longitude - reach, longitude + reach).map((span) => ({ south, north, ...span }));
}

function unwrapped(west: number, east: number): { west: number; east: number }[] {
  if (west < -180) {
    return [
      { west: west + 360, east: 180 },
      { west: -180, east },
    ];
  }
  if (east > 180) {
    return [
      { west, east: 180 },
      { west: -180, east: east - 360 },
    ];
  }
  return [{ west, east }];
}

const radians = (angleDegrees: number): number => (angleDegrees * Math.PI) / 180;
const degrees = (angleRadians: number): number => (angleRadians * 180) / Math.PI;
const haversine = (angleDegrees: number): number => Math.sin(radians(angleDegrees) / 2) ** 2;
