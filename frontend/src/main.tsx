import './styles/phone.css';
import './capture/trader/trader.css';
import { render } from 'preact';
import { App } from './app/App';
import { startLanguage } from './app/language';
import { startPhone } from './app/start';
import { realWorld } from './app/world';
import { watchDate } from './capture/now';

startLanguage();
watchDate(realWorld);
const root = document.getElementById('app');
if (root) render(<App />, root);
void startPhone(realWorld);
