import { lazy } from '../../app/router';
import type { Door } from '../door';

export const traderDoor: Door = {
  kind: 'trader',
  path: '/register/:id',
  screen: lazy(() => import('./screens').then((m) => m.Register)),
  draftPath: ({ draft_id }) => `/register/${draft_id}`,
};
