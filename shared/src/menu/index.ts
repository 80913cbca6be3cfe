export { chooseOptions, type MenuOption, type OptionGroup } from './chooseOptions';
