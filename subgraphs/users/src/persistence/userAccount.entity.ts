import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../domain/roles';

@Entity('user_account')
export class UserAccount {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  email!: string;

  /** As the user writes it; `usernameKey` is what must be unique. */
  @Column('text')
  username!: string;

  @Column('text', { name: 'username_key' })
  usernameKey!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'first_name', nullable: true })
  firstName!: string | null;

  @Column('text', { name: 'last_name', nullable: true })
  lastName!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text')
  locale!: string;

  @Column('text', { name: 'preferred_currency', nullable: true })
  preferredCurrency!: string | null;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('text')
  role!: Role;

  @Column('boolean', { name: 'is_active' })
  isActive!: boolean;

  @Column('timestamptz', { name: 'email_verified_at', nullable: true })
  emailVerifiedAt!: Date | null;

  @Column('text', { name: 'accepted_terms_version', nullable: true })
  acceptedTermsVersion!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
