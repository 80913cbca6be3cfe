export { type EventStream, type EventStreamOptions, eventStream } from './eventStream';
