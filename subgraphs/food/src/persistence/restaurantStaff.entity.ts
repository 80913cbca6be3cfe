import { Entity, PrimaryColumn } from 'typeorm';
import type { StaffDuty } from '../domain/foodOrderAccess';

@Entity('restaurant_staff')
export class RestaurantStaffEntity {
  @PrimaryColumn('text', { name: 'restaurant_id' })
  restaurantId!: string;

  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text')
  duty!: StaffDuty;
}
