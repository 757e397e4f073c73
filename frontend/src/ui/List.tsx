import { Icon, type IconName } from './Icon';
import { Press } from './Press';
import { type Children, classes } from './types';

interface ListRowProps {
  title: Children;
  second?: Children | undefined;
  /** At the reading start: an `<Icon>`, a `<PlaceSquare>`, a `<SectionTile>`. */
  lead?: Children | undefined;
  /** Before the arrow: a `<StateLabel>`. */
  end?: Children | undefined;
  count?: number | string | undefined;
  href?: string | undefined;
  onClick?: (() => void) | undefined;
  /** The row of a person: a name in the larger type. */
  name?: boolean | undefined;
  tone?: 'returned' | 'fix' | undefined;
}

/** A row of a list, 64 px at least; the whole row is one target. */
export function ListRow({
  title,
  second,
  lead,
  end,
  count,
  href,
  onClick,
  name,
  tone,
}: ListRowProps) {
  const look = classes('item', tone, name && 'name');
  const body = (
    <>
      {lead}
      <span class="main">
        <span class="title">{title}</span>
        {second && <span class="mini soft second">{second}</span>}
      </span>
      {end && <span class="end mini">{end}</span>}
      {count !== undefined && <span class="count">{count}</span>}
    </>
  );
  if (href === undefined && !onClick) return <div class={look}>{body}</div>;
  return (
    <Press class={look} href={href} onClick={onClick}>
      {body}
      {!name && (
        <span class="go">
          <Icon name="go" size={20} />
        </span>
      )}
    </Press>
  );
}

/** Rows of a list, said to be one. Children are `<li>`-wrapped here. */
export function List({ children, label }: { children: Children[]; label?: string }) {
  return (
    <ul class="list" aria-label={label}>
      {children.map((child, index) => (
        <li key={index}>{child}</li>
      ))}
    </ul>
  );
}

interface SubHeadProps {
  children: Children;
  /** A count or a short note at the reading end. */
  end?: Children | undefined;
  /** `returned` is solid amber under white. */
  tone?: 'returned' | undefined;
  icon?: IconName | undefined;
}

/** The head of a part of a list, on chalk. */
export function SubHead({ children, end, tone, icon }: SubHeadProps) {
  return (
    <div class={classes('sub', tone)}>
      <h2>
        {icon && <Icon name={icon} />}
        {children}
      </h2>
      {end !== undefined && <span>{end}</span>}
    </div>
  );
}
