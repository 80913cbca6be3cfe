export { type PagesOptions, registerPages } from './registerPages';
export type { SampleOperation } from './sampleOperation';
