import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a user is called, as users last told: food shows couriers by name and never reads another's database. */
@Entity('user_name')
export class UserNameEntity {
  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;
}
