import { render } from 'preact';
import { startLanguage } from '../app/language';
import '../styles/phone.css';
import '../styles/desk.css';
import './desk.css';
import { Root } from './Root';

startLanguage();
const root = document.getElementById('app');
if (root) render(<Root />, root);
