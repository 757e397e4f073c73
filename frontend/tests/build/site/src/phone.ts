import './phone.css';
import { both } from './both';
import { open } from './later/door';

document.title = both('phone');
addEventListener('click', open);
