import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('screen')
export class ScreenEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'theater_id' })
  theaterId!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  features!: string[];

  @Column('integer', { name: 'plan_version' })
  planVersion!: number;

  @Column('integer', { name: 'plan_width' })
  planWidth!: number;

  @Column('integer', { name: 'plan_height' })
  planHeight!: number;
}
