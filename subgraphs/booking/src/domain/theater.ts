import { type Address, type AddressInput, readAddress } from '@marquee/shared/address';
import { requireText } from '@marquee/shared/text';

/** A theater as it is set up. */
export interface TheaterProfile {
  readonly name: string;
  readonly address: Address;
  /** IANA name. */
  readonly timeZone: string;
}

export interface TheaterChanges {
  readonly name?: string | null | undefined;
  readonly address?: AddressInput | null | undefined;
  readonly timeZone?: string | null | undefined;
}

interface TheaterInput extends TheaterChanges {
  readonly name: string;
  readonly address: AddressInput;
  readonly timeZone: string;
}

/** A new theater. Whether there is such a time zone only the database knows as well. @throws InvalidInput */
export function readTheater({ name, address, timeZone }: TheaterInput): TheaterProfile {
  return { name: readName(name), address: readAddress(address, ['input', 'address']), timeZone };
}

/** The theater with these changes; what is left out stays. @throws InvalidInput */
export function changeTheater(current: TheaterProfile, { name, address, timeZone }: TheaterChanges): TheaterProfile {
  return {
    name: name == null ? current.name : readName(name),
    address: address == null ? current.address : readAddress(address, ['input', 'address']),
    timeZone: timeZone ?? current.timeZone,
  };
}

const readName = (name: string): string => requireText(name, ['input', 'name'], { max: 120 });
