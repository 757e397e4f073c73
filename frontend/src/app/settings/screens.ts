/** The screens of a chunk of their own. */
export { Settings } from './Settings';
export { Sync } from './Sync';
