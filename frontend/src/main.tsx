import './styles/phone.css';
import './capture/trader/trader.css';
import { render } from 'preact';
import { App } from './app/App';
import { watchForInstall } from './app/install';
import { startLanguage } from './app/language';
import { askForStorage } from './app/storage';
import { watchForUpdate } from './app/update';
import { realWorld } from './app/world';
import { watchDate } from './capture/now';
import { openStore } from './store';
import { watchForWork } from './sync';

startLanguage();
watchDate();
watchForInstall();
const root = document.getElementById('app');
if (root) render(<App />, root);

await openStore(realWorld);
watchForWork();
void askForStorage();
void watchForUpdate();
