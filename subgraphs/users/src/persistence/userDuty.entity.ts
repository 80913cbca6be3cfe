import { Entity, PrimaryColumn } from 'typeorm';
import type { Duty } from '../domain/roles';

/** A duty the user has at one restaurant at least; which ones food knows. */
@Entity('user_duty')
export class UserDuty {
  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text')
  duty!: Duty;
}
