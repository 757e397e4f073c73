export const open = () => import('./later').then((later) => later.show());
