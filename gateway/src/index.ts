export { type GatewayConfig, gatewayVariables, readGatewayConfig } from './config';
export { type GatewayDependencies, type RunningGateway, startGateway } from './startGateway';
