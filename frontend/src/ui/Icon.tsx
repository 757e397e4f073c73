export type IconName =
  | 'present'
  | 'present-o'
  | 'nothere'
  | 'other'
  | 'left'
  | 'unset'
  | 'saved'
  | 'waiting'
  | 'sent'
  | 'returned'
  | 'approved'
  | 'rejected'
  | 'fix'
  | 'held'
  | 'late'
  | 'flag'
  | 'livestock'
  | 'grains'
  | 'veg'
  | 'poultry'
  | 'meat'
  | 'grocery'
  | 'clothing'
  | 'household'
  | 'crafts'
  | 'services'
  | 'culture'
  | 'search'
  | 'today'
  | 'list'
  | 'more'
  | 'back'
  | 'go'
  | 'pause'
  | 'undo'
  | 'aloud'
  | 'check'
  | 'cross'
  | 'battery'
  | 'qr'
  | 'elsewhere'
  | 'walk'
  | 'camera'
  | 'phone'
  | 'form'
  | 'out'
  | 'mark'
  | 'plus'
  | 'sync'
  | 'offline'
  | 'download'
  | 'person'
  | 'people'
  | 'print'
  | 'edit'
  | 'language'
  | 'lock'
  | 'chart'
  | 'down'
  | 'merge'
  | 'info';

/** Drawn for reading from the right; turned over where reading runs from the left. Nothing else turns. */
const MIRRORED: ReadonlySet<IconName> = new Set<IconName>(['back', 'go', 'left', 'out']);

interface IconProps {
  name: IconName;
  /** px; 24 unless said */
  size?: 20 | 24 | 32 | 40 | 56 | undefined;
  /** Only for an icon that stands without a word beside it. */
  label?: string | undefined;
}

/** One sign of the sprite in the document, in the colour of the text around it. */
export function Icon({ name, size = 24, label }: IconProps) {
  const look = `i s${size}${MIRRORED.has(name) ? ' mirror' : ''}`;
  return (
    <svg
      class={look}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <use href={`#i-${name}`} />
    </svg>
  );
}
