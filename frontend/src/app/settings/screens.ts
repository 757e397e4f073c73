/** The screens of a chunk of their own. */
export { EndOfDay } from '../today/EndOfDay';
export { Settings } from './Settings';
export { Sync } from './Sync';
