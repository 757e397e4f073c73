import './phone.css';
import { both } from './both';

document.title = both('phone');
addEventListener('click', () => import('./later').then((later) => later.show()));
