export { ClosingSteps } from './closingSteps';
export { repeat } from './repeat';
export { type RunningService, runService, type ServiceDefinition } from './runService';
