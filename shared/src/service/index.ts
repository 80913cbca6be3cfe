export { ClosingSteps } from './closingSteps';
export { aggregatesAtOnce, type JoinBusOptions, joinBus } from './joinBus';
export { repeat } from './repeat';
export { type RunningService, runService, type ServiceDefinition } from './runService';
