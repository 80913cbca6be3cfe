export {
  createIdentitySigner,
  createIdentityVerifier,
  type Identity,
  type IdentitySigner,
  identityHeader,
} from './identity';
export { hasScope, type Role, requireScope, requireViewer, roles, type Viewer } from './viewer';
