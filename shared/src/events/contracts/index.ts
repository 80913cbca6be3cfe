export { foodOrderPlacedV1 } from './foodOrderPlaced.v1';
export { foodOrderStatusUpdatedV1 } from './foodOrderStatusUpdated.v1';
export { restaurantStaffChangedV1 } from './restaurantStaffChanged.v1';
export { sessionRevokedV1 } from './sessionRevoked.v1';
export { userCreatedV1 } from './userCreated.v1';
export { userUpdatedV1 } from './userUpdated.v1';
