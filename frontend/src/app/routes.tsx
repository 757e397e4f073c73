import { DOORS } from '../capture/doors';
import { Walk } from '../capture/presence/Walk';
import { JoinAgain } from './join/JoinAgain';
import { lazy, type RouteDefinition } from './router';
import { Today } from './today/Today';

/** Today and Walk are there at once; the others come with their first use, from the phone itself. */

const trader = () => import('../capture/trader/screens');
const mine = () => import('../capture/mine/screens');
const settings = () => import('./settings/screens');
const lock = () => import('./lock/screens');

export const routes: readonly RouteDefinition[] = [
  { path: '/', tab: 'today', screen: Today },
  { path: '/walk', tab: null, screen: Walk },
  { path: '/find', tab: 'find', screen: lazy(() => trader().then((m) => m.Find)) },
  { path: '/entries', tab: 'entries', screen: lazy(() => mine().then((m) => m.Mine)) },
  {
    path: '/entries/:when/:state',
    tab: 'entries',
    screen: lazy(() => mine().then((m) => m.MineList)),
  },
  { path: '/entry/:id', tab: null, screen: lazy(() => mine().then((m) => m.EntryPage)) },
  { path: '/mend/:id', tab: null, screen: lazy(() => mine().then((m) => m.Mend)) },
  { path: '/paused', tab: 'today', screen: lazy(() => mine().then((m) => m.Paused)) },
  { path: '/second-pass', tab: 'today', screen: lazy(() => trader().then((m) => m.SecondPass)) },
  {
    path: '/first-walk/:rahba?/:lane?',
    tab: null,
    screen: lazy(() => trader().then((m) => m.FirstWalk)),
  },
  { path: '/pick/:stall/:trader?', tab: null, screen: lazy(() => trader().then((m) => m.Pick)) },
  { path: '/trader/:id', tab: 'find', screen: lazy(() => mine().then((m) => m.TraderPage)) },
  { path: '/trader/:id/change', tab: null, screen: lazy(() => mine().then((m) => m.TraderChange)) },
  {
    path: '/surveys/:trader/:stall',
    tab: null,
    screen: lazy(() => mine().then((m) => m.PickForm)),
  },
  ...DOORS.map(({ path, screen }) => ({ path, screen, tab: null })),
  { path: '/settings', tab: 'today', screen: lazy(() => settings().then((m) => m.Settings)) },
  { path: '/pin/:then?', tab: null, screen: lazy(() => lock().then((m) => m.PinScreen)) },
  { path: '/sync', tab: 'entries', screen: lazy(() => settings().then((m) => m.Sync)) },
  { path: '/ready', tab: 'today', screen: lazy(() => settings().then((m) => m.Ready)) },
  { path: '/by-hand', tab: 'entries', screen: lazy(() => settings().then((m) => m.ByHand)) },
  { path: '/end-of-day', tab: 'today', screen: lazy(() => settings().then((m) => m.EndOfDay)) },
  {
    path: '/closings',
    tab: 'today',
    screen: lazy(() => import('./closing/screens').then((m) => m.Collect)),
  },
  { path: '/here', tab: null, screen: lazy(() => import('./join/AddHere').then((m) => m.AddHere)) },
  { path: '/join/:code?', tab: null, screen: JoinAgain },
];
