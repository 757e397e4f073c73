import { Icon } from '../ui';

/** The mark, as the desk's bar and its sign-in carry it. */
export function Brand({ size = 32 }: { size?: 32 | 56 }) {
  return <Icon name="mark" size={size} />;
}
