import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('option_group')
export class OptionGroupEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'menu_item_id' })
  menuItemId!: string;

  /** From 0, as the menu shows them. */
  @Column('integer')
  position!: number;

  @Column('text')
  name!: string;

  @Column('integer', { name: 'min_choices' })
  minChoices!: number;

  @Column('integer', { name: 'max_choices' })
  maxChoices!: number;
}
