export {
  makeKeyPair,
  openPrivateKey,
  type PublicJwk,
  type StoredKeyPair,
  type VerificationJwk,
  verificationJwk,
} from './keyPair';
export { type Sealing, seal, unseal } from './sealed';
