import { drawFor, fixedId } from '@marquee/shared/seeding';

/** Somebody of a large city who exists to have bought things, and never signs in. */
export interface Inhabitant {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
}

const firstNames =
  'Aoife Ben Carla Dara Eimear Fergal Grace Hugo Ines Jonas Katya Lorcan Maeve Noor Orla Piet Quentin Rosa Samir Tara Ugo Vera Wren Yusuf Zoe'.split(
    ' ',
  );
const lastNames =
  'Adeyemi Brennan Castellan Dunne Egan Finnegan Gallagher Holloway Ivers Joyce Keane Lindqvist Marlowe Nolan Okafor Peake Quist Reyes Sato Tamm Ueda Vane Walsh Yilmaz Zeller'.split(
    ' ',
  );

/** The nth of them, always the same. */
export function inhabitant(nth: number): Inhabitant {
  const draw = drawFor(nth);
  const firstName = draw.oneOf(firstNames);
  const lastName = draw.oneOf(lastNames);
  const username = `${firstName}.${lastName}.${nth}`.toLowerCase();
  return { id: fixedId('user', `inhabitant ${nth}`), email: `${username}@city.example`, username, firstName, lastName };
}
