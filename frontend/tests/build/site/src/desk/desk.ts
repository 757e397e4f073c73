import './desk.css';
import { both } from '../both';

document.title = both('desk');
