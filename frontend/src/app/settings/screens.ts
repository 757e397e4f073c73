/** The screens of a chunk of their own. */
export { Ready } from '../ready/Ready';
export { EndOfDay } from '../today/EndOfDay';
export { ByHand } from './ByHand';
export { Settings } from './Settings';
export { Sync } from './Sync';
