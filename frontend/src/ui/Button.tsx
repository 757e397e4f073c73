import { Icon, type IconName } from './Icon';
import { Press, type PressProps } from './Press';
import { Kbd } from './text';
import { classes } from './types';

interface ButtonProps extends Omit<PressProps, 'class'> {
  /** One `main` a screen; `plain` has an edge; `quiet` is words only. */
  kind?: 'main' | 'plain' | 'quiet' | undefined;
  /** 64 px high, or 56 (`small`). At the desk 40 and 36. */
  size?: 'main' | 'small' | undefined;
  icon?: IconName | undefined;
  /** After the word, at the reading end: `go`. */
  iconEnd?: IconName | undefined;
  /** As wide as its words instead of the whole line. */
  fit?: boolean | undefined;
  /** The key that does the same, shown at the desk. */
  kbd?: string | undefined;
}

/** Never disabled: pressing it leads to what is missing. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', size = 'main', icon, iconEnd, fit, kbd, children, ...press } = props;
  const look = classes('btn', kind !== 'plain' && kind, size === 'small' && 'sm', fit && 'fit');
  return (
    <Press {...press} class={look}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconEnd && <Icon name={iconEnd} />}
      {kbd && <Kbd>{kbd}</Kbd>}
    </Press>
  );
}

interface ActButtonProps {
  icon: IconName;
  /** The one of the screen: 88 px, the whole line, the mark of presence itself. */
  main?: boolean | undefined;
  onClick: () => void;
  children: PressProps['children'];
}

/** An action with its sign above the word, 92 px high; put several into `<Acts>`. */
export function ActButton({ icon, main, onClick, children }: ActButtonProps) {
  return (
    <Press class={classes('act', main && 'p')} onClick={onClick}>
      <Icon name={icon} size={main ? 40 : 32} />
      <span>{children}</span>
    </Press>
  );
}

/** A row of actions: three of the same width, two, or the narrow way back beside the main one. */
export function Acts({
  columns = 3,
  children,
}: {
  columns?: 2 | 3 | 'back';
  children: PressProps['children'];
}) {
  return <div class={`acts c${columns}`}>{children}</div>;
}

interface SquareToggleProps {
  icon: IconName;
  on: boolean;
  onClick: () => void;
  /** What a screen reader hears: with the name of whom it concerns. */
  label?: string | undefined;
  children: PressProps['children'];
}

/** 72 × 64, in or out: a mark on one of several people at a place. */
export function SquareToggle({ icon, on, onClick, label, children }: SquareToggleProps) {
  return (
    <Press class={classes('sq', on && 'on')} pressed={on} onClick={onClick} label={label}>
      <Icon name={icon} />
      <span>{children}</span>
    </Press>
  );
}

interface PillProps extends Pick<PressProps, 'onClick' | 'href' | 'children'> {
  on: boolean;
}

/** A filter or a short choice among few. */
export function Pill({ on, ...press }: PillProps) {
  const state = press.href === undefined ? { pressed: on } : { current: on };
  return <Press {...press} {...state} class={classes('pill', on && 'on')} />;
}
