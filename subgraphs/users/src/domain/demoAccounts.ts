import type { Role, Scope } from './roles';

/** What an account is there to show; a duty itself is given by food. */
export type DemoPart = 'CUSTOMER' | 'KITCHEN' | 'COURIER' | 'DOOR' | 'MODERATOR' | 'ADMIN' | 'SUPER_ADMIN';

export interface DemoPerson {
  readonly part: DemoPart;
  readonly role: Role;
  /** Scopes beyond those of the role. */
  readonly scopes?: readonly Scope[];
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The people of the demo city. Their passwords are public, so they are made by the launcher only, never in production. */
export const demoPeople: readonly DemoPerson[] = [
  {
    part: 'CUSTOMER',
    role: 'USER',
    email: 'anna.novak@example.com',
    username: 'anna',
    password: 'violet-harbour-pancake-7',
    firstName: 'Anna',
    lastName: 'Novak',
  },
  {
    part: 'CUSTOMER',
    role: 'USER',
    email: 'ben.okafor@example.com',
    username: 'ben',
    password: 'copper-lantern-meadow-4',
    firstName: 'Ben',
    lastName: 'Okafor',
  },
  {
    part: 'KITCHEN',
    role: 'USER',
    email: 'kei.tanaka@example.com',
    username: 'kei',
    password: 'simmer-granite-orbit-3',
    firstName: 'Kei',
    lastName: 'Tanaka',
  },
  {
    part: 'COURIER',
    role: 'USER',
    email: 'carla.reyes@example.com',
    username: 'carla',
    password: 'pedal-thunder-almond-9',
    firstName: 'Carla',
    lastName: 'Reyes',
  },
  {
    part: 'DOOR',
    role: 'USER',
    scopes: ['booking:checkin'],
    email: 'dara.kehoe@example.com',
    username: 'dara',
    password: 'lantern-velvet-turnstile-5',
    firstName: 'Dara',
    lastName: 'Kehoe',
  },
  {
    part: 'MODERATOR',
    role: 'MODERATOR',
    email: 'mo.lindqvist@example.com',
    username: 'mo.lindqvist',
    password: 'gentle-compass-walnut-2',
    firstName: 'Mo',
    lastName: 'Lindqvist',
  },
  {
    part: 'ADMIN',
    role: 'ADMIN',
    email: 'ada.moreau@example.com',
    username: 'ada',
    password: 'marble-juniper-signal-8',
    firstName: 'Ada',
    lastName: 'Moreau',
  },
  {
    part: 'SUPER_ADMIN',
    role: 'SUPER_ADMIN',
    email: 'sam.whitfield@example.com',
    username: 'sam',
    password: 'anchor-saffron-plateau-6',
    firstName: 'Sam',
    lastName: 'Whitfield',
  },
];
