import { joinSql, sql } from '@marquee/shared/database';
import type { SelectQueryBuilder } from 'typeorm';
import { boxesAround, earthRadiusKm, type GeoPoint } from '../domain/geoPoint';
import type { RestaurantEntity } from './restaurant.entity';

export interface Circle {
  readonly center: GeoPoint;
  readonly radiusKm: number;
}

/** Keeps the restaurants (alias `row`) in the circle: the boxes use the index on the location, the formula is exact. */
export function isNear(query: SelectQueryBuilder<RestaurantEntity>, { center, radiusKm }: Circle): void {
  const boxes = boxesAround(center, radiusKm);
  const inBox = boxes.map(
    (_, index) =>
      sql`point(row.longitude, row.latitude) <@ box(point(:west${index}, :south${index}), point(:east${index}, :north${index}))`,
  );
  const edges = boxes.flatMap((box, index) => Object.entries(box).map(([edge, at]) => [`${edge}${index}`, at]));
  query.andWhere(sql`(${joinSql(inBox, ' or ')})`, Object.fromEntries(edges));
  query.andWhere(
    `2 * :earthRadiusKm::float8 * asin(least(1, sqrt(
       sin(radians(row.latitude - :latitude::float8) / 2) ^ 2
       + cos(radians(:latitude::float8)) * cos(radians(row.latitude))
         * sin(radians(row.longitude - :longitude::float8) / 2) ^ 2))) <= :radiusKm::float8`,
    { ...center, earthRadiusKm, radiusKm },
  );
}
