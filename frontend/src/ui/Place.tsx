import { Icon, type IconName } from './Icon';
import { type Children, classes } from './types';

interface PlaceSquareProps {
  /** Short code of the place: a name, not a quantity. Without it, `sign` stands in the square. */
  number?: string | number | undefined;
  sign?: IconName | undefined;
  size?: 44 | 56 | undefined;
  /** A trader without a fixed place. */
  dashed?: boolean | undefined;
}

/** The place is a square with its number in it. */
export function PlaceSquare({ number, sign, size = 56, dashed }: PlaceSquareProps) {
  const text = number === undefined ? '' : String(number);
  const look = classes('place', `p${size}`, dashed && 'dashed', text.length > 3 && 'long');
  return (
    <span class={look}>
      {text}
      {sign && <Icon name={sign} />}
    </span>
  );
}

interface SectionTileProps {
  section: string;
  size?: 28 | 40 | 48 | undefined;
}

/** The icon of a section in white on its solid. The section's name always stands beside it. */
export function SectionTile({ section, size = 40 }: SectionTileProps) {
  return (
    <span class={`tile sec-${section} t${size}`}>
      <Icon name={section as IconName} />
    </span>
  );
}

/** The icon of a section in its colour, before the trade: colour follows icon and word. */
export function SectionIcon({ section, size = 20 }: { section: string; size?: 20 | 24 }) {
  return (
    <span class={`sec-${section} sec-ink`}>
      <Icon name={section as IconName} size={size} />
    </span>
  );
}

const STATE_ICONS = {
  saved: 'saved',
  waiting: 'waiting',
  received: 'sent',
  returned: 'returned',
  approved: 'approved',
  rejected: 'rejected',
  fix: 'fix',
  held: 'held',
  late: 'late',
  /** a mark of presence, in the one ink; bring its own icon */
  mark: 'present',
  /** a flag on an entry, in the amber of what asks for a look */
  flag: 'flag',
} as const satisfies Record<string, IconName>;
export type StateLook = keyof typeof STATE_ICONS;

interface StateLabelProps {
  state: StateLook;
  icon?: IconName | undefined;
  children: Children;
}

/** A state by sign, word and only then colour. */
export function StateLabel({ state, icon, children }: StateLabelProps) {
  return (
    <span class={`st ${state}`}>
      <Icon name={icon ?? STATE_ICONS[state]} />
      <span>{children}</span>
    </span>
  );
}
