import './later.css';
import { both } from '../both';

export const show = () => alert(both('later'));
