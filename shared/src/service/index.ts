export { ClosingSteps } from './closingSteps';
export { aggregatesAtOnce, type JoinBusOptions, joinBus } from './joinBus';
export { openService, type ServiceOptions, type ServingOptions } from './openService';
export { repeat } from './repeat';
export { type RunningService, runService, type ServiceDefinition } from './runService';
