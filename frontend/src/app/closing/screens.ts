/** The screen of a chunk of its own. */
export { Collect } from './Collect';
