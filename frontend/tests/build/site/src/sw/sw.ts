import { files, version } from 'virtual:precache';

Object.assign(self, { precached: { files, version } });
