import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('menu_option')
export class MenuOptionEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'group_id' })
  groupId!: string;

  /** From 0, as the menu shows them. */
  @Column('integer')
  position!: number;

  @Column('text')
  name!: string;

  @Column('integer', { name: 'price_delta_minor' })
  priceDeltaMinor!: number;

  @Column('text')
  currency!: string;
}
