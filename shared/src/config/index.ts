export { type Config, ConfigError, type Environment, readConfig, type Variables } from './readConfig';
export { serviceVariables } from './serviceVariables';
export { type Variable, variable } from './variable';
