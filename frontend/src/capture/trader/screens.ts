/** The screens of the second chunk: registering, and what the walk needs now and then. */
export { FirstWalk } from '../place/FirstWalk';
export { SecondPass } from '../presence/SecondPass';
export { Find } from './Find';
export { Pick } from './Pick';
export { Register } from './Register';
