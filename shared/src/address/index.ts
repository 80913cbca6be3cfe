export { type Address, type AddressInput, readAddress } from './address';
