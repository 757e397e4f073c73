import { lazy } from '../../app/router';
import type { Door } from '../door';

export const surveyDoor: Door = {
  kind: 'survey',
  path: '/survey/:id',
  screen: lazy(() => import('../mine/screens').then((m) => m.Survey)),
  draftPath: ({ draft_id }) => `/survey/${draft_id}`,
};
