import { useHashLocation } from 'wouter-preact/use-hash-location';
import { Desk } from './Desk';
import { LAW } from './law/address';
import { Law } from './law/Law';

/** The desk behind its sign-in, and the one page beside it that everybody may read. */
export function Root() {
  const [path] = useHashLocation();
  const [, name, market] = path.split('/');
  return `/${name}` === LAW ? <Law market={market || undefined} /> : <Desk />;
}
