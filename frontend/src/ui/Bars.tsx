import { useEffect } from 'preact/hooks';
import { t } from '../i18n';
import { Icon, type IconName } from './Icon';
import { Press } from './Press';
import { type Children, classes } from './types';
import { words } from './words';

type Back = string | (() => void);

/** The page's title in the window and the task list follows the heading of the screen. */
export function useDocumentTitle(title: string): void {
  const app = t(words).app;
  useEffect(() => {
    document.title = title === app ? app : `${title} · ${app}`;
  }, [title, app]);
}

function BackButton({ back }: { back: Back }) {
  const to = typeof back === 'string' ? { href: back } : { onClick: back };
  return (
    <Press class="ib" label={t(words).back} {...to}>
      <Icon name="back" />
    </Press>
  );
}

interface TopBarProps {
  /** The heading of the screen; focus lands on it after a navigation. */
  title: string;
  subtitle?: Children | undefined;
  /** Where back leads: an address or an act. Without it the mark stands here. */
  back?: Back | undefined;
  /** Instead of the mark: the square of the place. */
  lead?: Children | undefined;
  /** At the reading end: the sync line, *pause*, a count. */
  end?: Children | undefined;
}

export function TopBar({ title, subtitle, back, lead, end }: TopBarProps) {
  useDocumentTitle(title);
  return (
    <header class="top">
      {back !== undefined ? <BackButton back={back} /> : null}
      {lead ??
        (back === undefined && (
          <span class="mark">
            <Icon name="mark" size={32} />
          </span>
        ))}
      <div class="heading">
        <Clipped title={title} />
        {subtitle && (
          <p class="mini soft">
            <bdi class="clip fit">{subtitle}</bdi>
          </p>
        )}
      </div>
      {end && <div class="end">{end}</div>}
    </header>
  );
}

/** Too long, a name loses its end, at whichever side its own script has it. */
function Clipped({ title }: { title: string }) {
  return (
    <h1 tabIndex={-1}>
      <bdi class="clip fit">{title}</bdi>
    </h1>
  );
}

interface SectionBandProps {
  /** Code of the section: colour and icon. */
  section: string;
  title: string;
  line?: Children | undefined;
  back?: Back | undefined;
  /** *I am elsewhere*. */
  action?: { icon: IconName; label: string; href?: string; onClick?: () => void } | undefined;
}

/** The head of Walk: where one stands, in the colour of the section under white. */
export function SectionBand({ section, title, line, back, action }: SectionBandProps) {
  useDocumentTitle(title);
  return (
    <header class={`band sec-${section}`}>
      {back !== undefined && <BackButton back={back} />}
      <Icon name={section as IconName} size={40} />
      <div class="heading">
        <h1 tabIndex={-1} class="clip">
          <bdi>{title}</bdi>
        </h1>
        {line && <p class="mini clip">{line}</p>}
      </div>
      {action && (
        <Press class="else" href={action.href} onClick={action.onClick}>
          <Icon name={action.icon} />
          <span>{action.label}</span>
        </Press>
      )}
    </header>
  );
}

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  current: boolean;
}

/** The tabs of the phone, at the thumb. */
export function BottomNav({ items, label }: { items: readonly NavItem[]; label: string }) {
  return (
    <nav class="nav" aria-label={label}>
      {items.map((item) => (
        <Press
          key={item.href}
          href={item.href}
          current={item.current}
          class={classes(item.current && 'on')}
        >
          <Icon name={item.icon} />
          <span>{item.label}</span>
        </Press>
      ))}
    </nav>
  );
}

interface SyncLineProps {
  /** Of what is furthest behind: `saved`, `waiting`, `fix`, `received`; `late` once it waits past a day. */
  state: 'saved' | 'waiting' | 'received' | 'late' | 'fix';
  /** Opens My entries. */
  href: string;
  children: Children;
}

const SYNC_ICONS = {
  saved: 'saved',
  waiting: 'waiting',
  received: 'sent',
  late: 'waiting',
  fix: 'fix',
} as const;

/** One quiet line that says where the entries are. It never covers, never blocks. */
export function SyncLine({ state, href, children }: SyncLineProps) {
  return (
    <a class={`sync ${state}`} href={href}>
      <Icon name={SYNC_ICONS[state]} />
      <span>{children}</span>
    </a>
  );
}
